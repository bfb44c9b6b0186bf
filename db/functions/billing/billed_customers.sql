-- Purpose: the customers that payments concern, or that have something from payments, in key order.
-- Locks: none. Reads whole tables. Errors: none. Idempotency: reads only.
create or replace function weir.billed_customers() returns setof uuid
language sql stable
set search_path = ''
as $function$
  select c.customer_id
  from (
    select b.customer_id from weir.billing_customers as b
    union select s.customer_id from weir.billing_subscriptions as s
    union select l.customer_id from weir.license_keys as l
    union select e.customer_id from weir.entitlements as e
    union select s.customer_id from weir.subscriptions as s
      where s.source in ('stripe', 'lemonsqueezy') and s.ended_at is null
  ) as c
  where c.customer_id is not null
  order by c.customer_id
$function$;
comment on function weir.billed_customers() is 'The customers that payments concern.';
