-- Purpose: what a correction changes besides the ledger: buckets, overruns, and the rollups of the event's day and month.
-- Locks: none of its own; the caller holds the customer's books.
-- Errors: none; a violated limit would raise 23514: a bug. Idempotency: none; the caller books a correction once.
create or replace function weir.book_correction(
  p_event weir.usage_events, p_lines weir.usage_line[], p_periods tstzrange[], p_deltas bigint[]) returns void
language plpgsql
set search_path = ''
as $function$
declare
  v_day constant date := (p_event.occurred_at at time zone 'UTC')::date;
begin
  update weir.buckets as b set used = b.used + l.units
  from (
    select l.bucket_id, sum(l.quantity)::bigint as units from unnest(p_lines) as l
    where l.bucket_id is not null group by l.bucket_id
  ) as l
  where b.customer_id = p_event.customer_id and b.bucket_id = l.bucket_id;

  -- What is given back is there: that is where it was taken.
  with overrun as (
    select l.meter, lower(p.period) as period_start, upper(p.period) as period_end, sum(l.quantity)::bigint as units
    from (
      select l.meter, l.quantity, row_number() over (order by l.n) as n
      from unnest(p_lines) with ordinality as l (meter, quantity, bucket_id, overrun, n) where l.overrun
    ) as l
    join unnest(p_periods) with ordinality as p (period, n) on p.n = l.n
    group by l.meter, p.period
  ), back as (
    update weir.overruns as o set quantity = o.quantity + v.units
    from overrun as v
    where v.units < 0 and o.customer_id = p_event.customer_id and o.meter = v.meter and o.period_start = v.period_start
      and o.period_end = v.period_end and o.quantity > -v.units
  ), back_whole as (
    delete from weir.overruns as o using overrun as v
    where v.units < 0 and o.customer_id = p_event.customer_id and o.meter = v.meter and o.period_start = v.period_start
      and o.period_end = v.period_end and o.quantity <= -v.units
  )
  insert into weir.overruns as o (customer_id, meter, period_start, period_end, quantity)
    select p_event.customer_id, v.meter, v.period_start, v.period_end, v.units from overrun as v where v.units > 0
    on conflict (customer_id, meter, period_end, period_start) do update set quantity = o.quantity + excluded.quantity;

  with delta as (
    select d.meter, sum(d.quantity)::bigint as quantity, sum(d.input_tokens)::bigint as input_tokens,
      sum(d.cached_input_tokens)::bigint as cached_input_tokens, sum(d.cache_write_tokens)::bigint as cache_write_tokens,
      sum(d.output_tokens)::bigint as output_tokens, sum(d.reasoning_tokens)::bigint as reasoning_tokens,
      sum(d.cost_nano_usd)::bigint as cost_nano_usd
    from (
      -- what is of the event and not of a meter counts where the event's does: with its first line
      select coalesce(p_event.lines[1].meter, '') as meter, 0::bigint as quantity, p_deltas[1] as input_tokens,
        p_deltas[2] as cached_input_tokens, p_deltas[3] as cache_write_tokens, p_deltas[4] as output_tokens,
        p_deltas[5] as reasoning_tokens, p_deltas[6] as cost_nano_usd
      union all
      select l.meter, l.quantity, 0, 0, 0, 0, 0, 0 from unnest(p_lines) as l
    ) as d
    group by d.meter
  ), daily as (
    insert into weir.usage_daily as u
      select p_event.customer_id, v_day, d.meter, coalesce(p_event.feature, ''), 0, d.quantity, d.input_tokens,
        d.cached_input_tokens, d.cache_write_tokens, d.output_tokens, d.reasoning_tokens, d.cost_nano_usd
      from delta as d
    on conflict (customer_id, day, meter, feature) do update set
      quantity = u.quantity + excluded.quantity, input_tokens = u.input_tokens + excluded.input_tokens,
      cached_input_tokens = u.cached_input_tokens + excluded.cached_input_tokens,
      cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
      output_tokens = u.output_tokens + excluded.output_tokens,
      reasoning_tokens = u.reasoning_tokens + excluded.reasoning_tokens,
      cost_nano_usd = u.cost_nano_usd + excluded.cost_nano_usd
  )
  insert into weir.usage_monthly as u
    select p_event.customer_id, date_trunc('month', v_day)::date, d.meter, coalesce(p_event.feature, ''), 0, d.quantity,
      d.input_tokens, d.cached_input_tokens, d.cache_write_tokens, d.output_tokens, d.reasoning_tokens, d.cost_nano_usd
    from delta as d
  on conflict (customer_id, month, meter, feature) do update set
    quantity = u.quantity + excluded.quantity, input_tokens = u.input_tokens + excluded.input_tokens,
    cached_input_tokens = u.cached_input_tokens + excluded.cached_input_tokens,
    cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
    output_tokens = u.output_tokens + excluded.output_tokens,
    reasoning_tokens = u.reasoning_tokens + excluded.reasoning_tokens,
    cost_nano_usd = u.cost_nano_usd + excluded.cost_nano_usd;
end
$function$;
comment on function weir.book_correction(weir.usage_events, weir.usage_line[], tstzrange[], bigint[])
  is 'What a correction changes besides the ledger.';
