-- Purpose: the balances of a customer: every meter that has a grant at p_at.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.customer_balances(p_at timestamptz, p_customer_id uuid)
returns table (meter text, unit text, granted bigint, used bigint, held bigint, hard_limit bigint, resets_at timestamptz)
language plpgsql stable security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_meters text[] := array(
    select distinct g.meter from weir.grants as g
    where g.customer_id = p_customer_id and g.effective_at <= p_at and g.expires_at > p_at
    order by g.meter);
begin
  return query
    select b.meter, b.unit, b.granted, b.used, b.held, b.hard_limit, b.resets_at
    from weir.balances(p_at, array_fill(p_customer_id, array[cardinality(v_meters)]), v_meters) as b
    order by b.meter;
end
$function$;
comment on function weir.customer_balances(timestamptz, uuid) is 'The balances of a customer at an instant.';
