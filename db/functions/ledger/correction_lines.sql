-- Purpose: the lines of a correction, and the period of each that is overrun. What is given back comes first, from what the
--   event and its corrections took, overruns first, then the last taken first; then what is used in addition.
--   below_zero: not null ('below_zero') if all rows of the event together would be negative somewhere.
-- Locks: none of its own; the caller holds the customer's books. Errors: none. Idempotency: makes buckets that are missing.
create or replace function weir.correction_lines(
  p_event weir.usage_events, p_meters text[], p_quantities bigint[], p_deltas bigint[],
  out below_zero text, out lines weir.usage_line[], out periods tstzrange[])
language plpgsql
set search_path = ''
as $function$
declare
  x record;
  v_meters text[];
  v_units bigint[];
begin
  select 'below_zero' into below_zero
  from (
    select sum(e.input_tokens) + p_deltas[1] as a, sum(e.cached_input_tokens) + p_deltas[2] as b,
      sum(e.cache_write_tokens) + p_deltas[3] as c, sum(e.output_tokens) + p_deltas[4] as d,
      sum(e.reasoning_tokens) + p_deltas[5] as e, sum(e.cost_nano_usd) + p_deltas[6] as f
    from weir.usage_events as e
    where e.customer_id = p_event.customer_id
      and (e.corrects_event_id = p_event.event_id
        or e.event_id = p_event.event_id and e.recorded_at = p_event.recorded_at)
  ) as s
  where least(s.a, s.b, s.c, s.d, s.e, s.f) < 0;

  with taken as (
    select t.*, -d.quantity as back,
      coalesce(sum(t.units) over (
        partition by t.meter order by t.overrun desc, t.place desc
        rows between unbounded preceding and 1 preceding), 0) as before
    from weir.event_lines(p_event.customer_id, p_event.event_id, p_event.recorded_at) as t
    join unnest(p_meters, p_quantities) as d (meter, quantity) on d.meter = t.meter and d.quantity < 0
  ), given as (
    select t.*, least(t.units, t.back - t.before)::bigint as quantity from taken as t where t.back > t.before
  )
  select coalesce(array_agg(row(g.meter, -g.quantity, g.bucket_id, g.overrun)::weir.usage_line
        order by g.meter, g.overrun desc, g.place desc), '{}'),
      array_agg(g.period order by g.meter, g.overrun desc, g.place desc) filter (where g.overrun)
    into lines, periods
  from given as g;

  if exists (
    select from unnest(p_meters, p_quantities) as d (meter, quantity)
    where d.quantity < 0
      and d.quantity < coalesce((select sum(l.quantity) from unnest(lines) as l where l.meter = d.meter), 0))
  then
    below_zero := 'below_zero';
  end if;
  if below_zero is not null then
    return;
  end if;

  select array_agg(d.meter order by d.n) filter (where m.limit_kind = 'granted'),
      array_agg(d.quantity order by d.n) filter (where m.limit_kind = 'granted'),
      lines || coalesce(array_agg(row(d.meter, d.quantity, null, false)::weir.usage_line order by d.n)
        filter (where m.limit_kind = 'none'), '{}')
    into v_meters, v_units, lines
  from unnest(p_meters, p_quantities) with ordinality as d (meter, quantity, n)
  join weir.meters as m on m.meter = d.meter
  where d.quantity > 0;
  if v_meters is null then
    return;
  end if;
  select * into x from weir.post_extras(array['record'], array[p_event.customer_id], array[p_event.occurred_at],
    array_fill(1, array[cardinality(v_meters)]), v_meters, v_units, '{}', '{}', '{}', null);
  lines := lines || x.lines;
  if cardinality(x.overrun_at) > 0 then
    periods := periods || array(
      select tstzrange(v.period_start, v.period_end)
      from unnest(x.overrun_starts, x.overrun_ends) with ordinality as v (period_start, period_end, n)
      order by v.n);
  end if;
end
$function$;
comment on function weir.correction_lines(weir.usage_events, text[], bigint[], bigint[]) is 'The lines of a correction.';
