-- Purpose: when the time alone next changes what a customer's payments give: the next end of one of them. Null: never. The end
--   of an entitlement does not say it: another payment may give the same key for longer, and a lesser plan.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_due_at(p_customer_id uuid, p_now timestamptz) returns timestamptz
language sql stable
set search_path = ''
as $function$
  select min(o.access_until)
  from weir.billing_offers(p_customer_id, p_now) as o
  where o.access_until > p_now and o.access_until < 'infinity'
$function$;
comment on function weir.billing_due_at(uuid, timestamptz) is 'When the time alone next changes what a customer''s payments give.';
