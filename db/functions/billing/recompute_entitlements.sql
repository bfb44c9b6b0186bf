-- Purpose: computes every customer that payments concern anew, such as after a change of the rules or of the catalog. Answers
--   how many changed.
-- Locks: those of sync_billing, customers in key order, to the end of the transaction.
-- Errors: none. Idempotency: a repeat changes nothing.
create or replace function weir.recompute_entitlements(p_now timestamptz) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_customer uuid;
  v_changed integer := 0;
begin
  for v_customer in select * from weir.billed_customers() loop
    v_changed := v_changed + weir.sync_billing(v_customer, p_now)::integer;
  end loop;
  return v_changed;
end
$function$;
comment on function weir.recompute_entitlements(timestamptz) is 'Computes every customer that payments concern anew.';
