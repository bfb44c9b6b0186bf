-- Purpose: a customer's totals in one period, to the instant: the UTC month that begins at p_month, or (null) the current
--   period of the subscription; without one that ends, the current UTC month.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.usage_summary(p_now timestamptz, p_customer_id uuid, p_month date)
returns table (period_start timestamptz, period_end timestamptz, events bigint, input_tokens bigint,
  cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint)
language plpgsql stable security definer
set search_path = ''
as $function$
declare
  v_start timestamptz;
  v_end timestamptz;
begin
  if p_month is null then
    select p.period_start, p.period_end into v_start, v_end
    from weir.subscriptions as s
    join weir.customers as c on c.customer_id = s.customer_id
    cross join lateral weir.plan_period(s.plan_code, s.plan_version, s.anchor_at, c.zone, p_now) as p
    where s.customer_id = p_customer_id and s.started_at <= p_now and s.ends_at > p_now;
  end if;
  if v_end is null then
    select p.period_start, p.period_end into v_start, v_end
    from weir.period_at('calendar_month', p_now, 'UTC', coalesce(p_month::timestamp at time zone 'UTC', p_now)) as p;
  end if;

  return query
    select v_start, v_end, t.events, t.input_tokens, t.cached_input_tokens, t.output_tokens, t.reasoning_tokens
    from weir.usage_totals(p_customer_id, v_start, v_end) as t;
end
$function$;
comment on function weir.usage_summary(timestamptz, uuid, date) is 'A customer''s totals in one period, to the instant.';
