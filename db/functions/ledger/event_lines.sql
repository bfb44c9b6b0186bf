-- Purpose: what an event together with all its corrections has taken, by where it came from: a bucket, an overrun of a
--   period, or neither; place is the order in which that was first taken. What was given back whole is not there.
-- Locks: none of its own; the caller holds the customer's books. Errors: none. Idempotency: reads only.
create or replace function weir.event_lines(p_customer_id uuid, p_event_id uuid, p_recorded_at timestamptz)
returns table (meter text, bucket_id bigint, overrun boolean, period tstzrange, units bigint, place bigint)
language plpgsql stable
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    with entry as (
      select e.recorded_at, e.event_id, e.lines, e.overrun_periods
      from weir.usage_events as e
      where e.customer_id = p_customer_id and e.recorded_at = p_recorded_at and e.event_id = p_event_id
      union all
      select e.recorded_at, e.event_id, e.lines, e.overrun_periods
      from weir.usage_events as e
      where e.customer_id = p_customer_id and e.corrects_event_id = p_event_id
    ), line as (
      select l.meter, l.quantity, l.bucket_id, l.overrun,
        case when l.overrun then e.overrun_periods[row_number() over (
          partition by e.recorded_at, e.event_id, l.overrun order by l.n)] end as period,
        -- the event itself comes first, also before a correction of the same instant
        row_number() over (order by e.event_id <> p_event_id, e.recorded_at, e.event_id, l.n) as place
      from entry as e
      cross join lateral unnest(e.lines) with ordinality as l (meter, quantity, bucket_id, overrun, n)
    )
    select l.meter, l.bucket_id, l.overrun, l.period, sum(l.quantity)::bigint, min(l.place)
    from line as l
    group by l.meter, l.bucket_id, l.overrun, l.period
    having sum(l.quantity) <> 0;
end
$function$;
comment on function weir.event_lines(uuid, uuid, timestamptz) is 'What an event together with all its corrections has taken.';
