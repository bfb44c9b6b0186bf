-- Purpose: the buyer at Stripe that pays for a plan: of the customer's subscriptions, its own or its buyer's, the one of that
--   plan, first one that has not ended, then the one heard of last. Null when there is none.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.overage_buyer(p_customer_id uuid, p_mode text, p_plan_code text) returns text
language sql stable
set search_path = ''
as $function$
  select o.buyer_id
  from (
    select s.* from weir.billing_subscriptions as s where s.customer_id = p_customer_id
    union all
    select s.* from weir.billing_customers as b
    join weir.billing_subscriptions as s
      on s.provider = b.provider and s.mode = b.mode and s.buyer_id = b.buyer_id and s.customer_id is null
    where b.customer_id = p_customer_id
  ) as o
  left join weir.plan_prices as p on p.provider = o.provider and p.mode = o.mode and p.price_id = o.price_id
  where o.provider = 'stripe' and o.mode = p_mode
  order by p.plan_code is not distinct from p_plan_code desc, o.status in ('ended', 'never_paid'), o.version_at desc,
    o.object_id
  limit 1
$function$;
comment on function weir.overage_buyer(uuid, text, text) is 'The buyer at Stripe that pays for a plan.';
