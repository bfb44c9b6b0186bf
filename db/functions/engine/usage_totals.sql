-- Purpose: a customer's totals in [p_start, p_end), to the instant. Whole UTC days come from the rollups; what lies before
--   the first midnight and after the last, from the ledger.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.usage_totals(p_customer_id uuid, p_start timestamptz, p_end timestamptz)
returns table (events bigint, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint,
  reasoning_tokens bigint)
language plpgsql stable
set search_path = ''
as $function$
#variable_conflict use_column
declare
  -- whole days: from v_first on, up to v_last, which is not one
  v_first constant date := ((p_start at time zone 'UTC') + interval '1 day' - interval '1 microsecond')::date;
  v_last constant date := (p_end at time zone 'UTC')::date;
begin
  return query
    select coalesce(sum(t.events), 0)::bigint, coalesce(sum(t.input_tokens), 0)::bigint,
      coalesce(sum(t.cached_input_tokens), 0)::bigint, coalesce(sum(t.output_tokens), 0)::bigint,
      coalesce(sum(t.reasoning_tokens), 0)::bigint
    from (
      select d.events, d.input_tokens, d.cached_input_tokens, d.output_tokens, d.reasoning_tokens
      from weir.usage_daily as d
      where d.customer_id = p_customer_id and d.day >= v_first and d.day < v_last
      union all
      select e.* from weir.usage_between(p_customer_id, p_start, least(v_first::timestamp at time zone 'UTC', p_end)) as e
      union all
      select e.* from weir.usage_between(p_customer_id, v_last::timestamp at time zone 'UTC', p_end) as e
      where v_last >= v_first -- else all of it is one part of one day
    ) as t;
end
$function$;
comment on function weir.usage_totals(uuid, timestamptz, timestamptz) is 'A customer''s totals between two instants.';
