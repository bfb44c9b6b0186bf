-- Purpose: what a grant gives in the period that begins at p_period_start: its amounts, less what it inherits
--   (weir.carried_units).
-- Locks: none of its own; the caller holds the customer's books. Errors: none. Idempotency: reads only.
create or replace function weir.bucket_amounts(
  p_grant weir.grants, p_period_start timestamptz, out granted bigint, out overage_allowed bigint)
language plpgsql stable
set search_path = ''
as $function$
declare
  v_carried bigint := 0;
begin
  if p_grant.source = 'plan' and p_grant.effective_at > p_period_start then
    v_carried := weir.carried_units(p_grant.customer_id, p_grant.grant_id, p_period_start);
  end if;
  granted := greatest(p_grant.amount - v_carried, 0);
  overage_allowed := greatest(p_grant.overage_allowed - greatest(v_carried - p_grant.amount, 0), 0);
end
$function$;
comment on function weir.bucket_amounts(weir.grants, timestamptz) is 'What a grant gives in one of its periods.';
