-- Purpose: when the events of a post count, by the policy of their meters. Of several meters the strictest speaks for the
--   whole event, which has one time: the shortest late_after_s, then reject before receipt before restate, and the smallest
--   future_s; an event without meters takes the defaults. Only record may come late, consume is always of now:
--   up to future_s ahead   it occurred now
--   beyond                 future
--   late, by policy        restate: when it says; receipt: now, and claimed_at is what it says; reject: too_old
--   more than 35 days ago  too_old: its id may be forgotten, so it could be a repeat
--   a consume more than future_s ago is too_old, else it occurred now. A settle is not looked at.
-- Output: by operation. statuses: future, too_old, or null; occurred_at: what counts; claimed_at: null unless it differs.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.event_times(
  p_now timestamptz, p_modes text[], p_occurred_at timestamptz[], p_line_ops integer[], p_line_meters text[],
  out statuses text[], out occurred_at timestamptz[], out claimed_at timestamptz[])
language plpgsql stable
set search_path = ''
as $function$
#variable_conflict use_column
begin
  occurred_at := p_occurred_at;
  if not exists (
    select from unnest(p_modes, p_occurred_at) as o (mode, occurred_at)
    where o.mode <> 'settle' and o.occurred_at <> p_now)
  then
    return;
  end if;

  select array_agg(t.status order by t.op),
      array_agg(case when t.status is null and t.counts_now then p_now else t.occurred_at end order by t.op),
      array_agg(case when t.status is null and t.receipt then t.occurred_at end order by t.op)
    into statuses, occurred_at, claimed_at
  from (
    select o.op, o.occurred_at,
      case
        when o.mode = 'settle' then null
        when o.occurred_at > p_now + o.future then 'future'
        when o.mode = 'consume' and o.occurred_at < p_now - o.future then 'too_old'
        when o.occurred_at < p_now - interval '35 days' then 'too_old'
        when o.late and o.reject then 'too_old'
      end as status,
      o.late and o.receipt as receipt,
      case o.mode when 'consume' then true when 'record' then o.occurred_at > p_now or o.late and o.receipt else false end
        as counts_now
    from (
      select s.*, s.mode = 'record' and s.occurred_at < p_now - s.late_after as late
      from (
        select k.op, max(k.mode) as mode, max(k.occurred_at) as occurred_at,
          coalesce(bool_or(k.late_events = 'reject'), false) as reject,
          coalesce(bool_or(k.late_events = 'receipt'), false) as receipt,
          make_interval(secs => coalesce(min(k.late_after_s), 86400)) as late_after,
          make_interval(secs => coalesce(min(k.future_s), 600)) as future
        from (
          select o.op, o.mode, o.occurred_at, null as late_events, null::integer as late_after_s, null::integer as future_s
          from unnest(p_modes, p_occurred_at) with ordinality as o (mode, occurred_at, op)
          union all
          select l.op, null, null, m.late_events, m.late_after_s, m.future_s
          from unnest(p_line_ops, p_line_meters) as l (op, meter)
          join weir.meters as m on m.meter = l.meter
        ) as k
        group by k.op
      ) as s
    ) as o
  ) as t;
end
$function$;
comment on function weir.event_times(timestamptz, text[], timestamptz[], integer[], text[])
  is 'When the events of a post count, by the policy of their meters.';
