-- Purpose: a hold as its owner may read it at p_now: what it set aside, by meter, and, once it was settled, what was used and
--   what of that was overrun. A pending hold whose lease is over reads as expired, swept or not; one that was settled late
--   reads as posted, and late. No row for an unknown hold.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.read_hold(p_now timestamptz, p_customer_id uuid, p_hold_id uuid)
  returns table (state text, reserved_at timestamptz, expires_at timestamptz, user_id uuid, feature text, void_reason text,
    event_id uuid, late boolean, held_meters text[], held_units bigint[], used_meters text[], used_units bigint[],
    overrun_units bigint[])
  language plpgsql stable security definer
  set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select
      case when h.event_id is not null then 'posted'
        when h.state = 'pending' and h.expires_at <= p_now then 'expired'
        else h.state end,
      h.reserved_at, h.expires_at, h.user_id, h.feature, h.void_reason, h.event_id, coalesce(e.late, false),
      l.meters, l.units, u.meters, u.units, u.overrun
    from weir.holds as h
    left join weir.usage_events as e
      on e.customer_id = h.customer_id and e.recorded_at = h.posted_at and e.event_id = h.event_id
    cross join lateral (
      select coalesce(array_agg(s.meter order by s.meter), '{}') as meters,
        coalesce(array_agg(s.units order by s.meter), '{}') as units
      from (
        select l.meter, sum(l.quantity)::bigint as units from unnest(h.lines) as l group by l.meter
      ) as s
    ) as l
    cross join lateral (
      select coalesce(array_agg(s.meter order by s.meter), '{}') as meters,
        coalesce(array_agg(s.units order by s.meter), '{}') as units,
        coalesce(array_agg(s.overrun order by s.meter), '{}') as overrun
      from (
        select l.meter, sum(l.quantity)::bigint as units,
          coalesce(sum(l.quantity) filter (where l.overrun), 0)::bigint as overrun
        from unnest(e.lines) as l group by l.meter
      ) as s
    ) as u
    where h.customer_id = p_customer_id and h.hold_id = p_hold_id;
end
$function$;
comment on function weir.read_hold(timestamptz, uuid, uuid) is 'A hold as its owner may read it.';
