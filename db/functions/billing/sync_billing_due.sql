-- Purpose: computes anew those whose access the time alone has ended, at most p_limit: a grace that is over, an end that is
--   reached, a renewal that did not come. Answers how many there were. Readers heed access_until, so that an entitlement ends to
--   the second; the plan follows when this runs.
-- Locks: those of sync_billing, customers in key order.
-- Errors: none. Idempotency: a repeat finds none.
create or replace function weir.sync_billing_due(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_due constant uuid[] := array(
    select d.customer_id
    from (
      select b.customer_id from weir.billing_dues as b where b.due_at <= p_now order by b.due_at limit p_limit
    ) as d
    order by d.customer_id);
  v_customer uuid;
begin
  foreach v_customer in array v_due loop
    perform weir.sync_billing(v_customer, p_now);
  end loop;
  return cardinality(v_due);
end
$function$;
comment on function weir.sync_billing_due(timestamptz, integer) is 'Computes anew those whose access the time alone has ended.';
