-- Purpose: what a customer pays for now: of the subscriptions that are its own, or its buyer's where they name no customer, and
--   that have not ended, the one heard of last. No row when there is none.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.find_paid_subscription(p_customer_id uuid, p_mode text)
  returns table (provider text, quantity bigint, period_starts_at timestamptz, period_ends_at timestamptz,
    trial_ends_at timestamptz, ends_at timestamptz, status text)
  language sql stable security definer
  set search_path = ''
as $function$
  with own as (
    select s.* from weir.billing_subscriptions as s where s.customer_id = p_customer_id
    union all
    select s.* from weir.billing_customers as b
    join weir.billing_subscriptions as s
      on s.provider = b.provider and s.mode = b.mode and s.buyer_id = b.buyer_id and s.customer_id is null
    where b.customer_id = p_customer_id
  )
  select o.provider, o.quantity, o.period_starts_at, o.period_ends_at, o.trial_ends_at, o.ends_at, o.status
  from own as o
  where o.mode = p_mode and o.status not in ('ended', 'never_paid')
  order by array_position('{active,trialing,past_due,paused,unpaid,incomplete}', o.status), o.version_at desc, o.object_id
  limit 1
$function$;
comment on function weir.find_paid_subscription(uuid, text) is 'What a customer pays a provider for now.';
