-- Purpose: a customer's totals in one period: the UTC month that begins at p_month, or (null) the current period of the
--   subscription; without one that ends, the current UTC month. Exact: whole UTC days come from the rollups, the rest of
--   the period, before its first midnight and after its last, from the ledger.
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
  v_first date; -- whole days: from v_first on, up to v_last, which is not one
  v_last date;
begin
  if p_month is null then
    select p.period_start, p.period_end into v_start, v_end
    from weir.subscriptions as s
    cross join lateral weir.plan_period(s.plan_code, s.plan_version, s.anchor_at, p_now) as p
    where s.customer_id = p_customer_id and s.ended_at is null;
  end if;
  if v_end is null then
    select p.period_start, p.period_end into v_start, v_end
    from weir.period_at('calendar_month', p_now, coalesce(p_month::timestamp at time zone 'UTC', p_now)) as p;
  end if;
  v_first := ((v_start at time zone 'UTC') + interval '1 day' - interval '1 microsecond')::date;
  v_last := (v_end at time zone 'UTC')::date;

  return query
    select v_start, v_end, coalesce(sum(t.events), 0)::bigint, coalesce(sum(t.input_tokens), 0)::bigint,
      coalesce(sum(t.cached_input_tokens), 0)::bigint, coalesce(sum(t.output_tokens), 0)::bigint,
      coalesce(sum(t.reasoning_tokens), 0)::bigint
    from (
      select d.events, d.input_tokens, d.cached_input_tokens, d.output_tokens, d.reasoning_tokens
      from weir.usage_daily as d
      where d.customer_id = p_customer_id and d.meter = '' and d.day >= v_first and d.day < v_last
      union all
      select e.* from weir.usage_between(p_customer_id, v_start, least(v_first::timestamp at time zone 'UTC', v_end)) as e
      union all
      select e.* from weir.usage_between(p_customer_id, greatest(v_last::timestamp at time zone 'UTC', v_start), v_end) as e
      where v_last >= v_first -- a period within one day is all in the edge before
    ) as t;
end
$function$;
comment on function weir.usage_summary(timestamptz, uuid, date) is 'A customer''s totals in one period, to the instant.';
