-- Purpose: what is known of a customer's payments, for operators, as one document: buyers, subscriptions, payments (the newest
--   hundred), licences, entitlements. Ids, states and amounts; nothing here names a person, and no key or hash is in it.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.admin_billing(p_now timestamptz, p_customer_id uuid) returns jsonb
language sql stable security definer
set search_path = ''
as $function$
  with buyer as (
    select b.* from weir.billing_customers as b where b.customer_id = p_customer_id
  ), subscription as (
    select s.* from weir.billing_subscriptions as s where s.customer_id = p_customer_id
    union all
    select s.* from buyer as b
    join weir.billing_subscriptions as s on s.provider = b.provider and s.mode = b.mode and s.buyer_id = b.buyer_id
    where s.customer_id is null
  ), license as (
    select l.* from weir.license_keys as l where l.customer_id = p_customer_id
    union all
    select l.* from buyer as b
    join weir.license_keys as l on l.provider = b.provider and l.mode = b.mode and l.buyer_id = b.buyer_id
    where l.customer_id is null
  ), payment as (
    select p.* from weir.billing_payments as p where p.customer_id = p_customer_id
    union
    select p.* from subscription as s
    join weir.billing_payments as p on p.provider = s.provider and p.mode = s.mode and p.subscription_id = s.object_id
    where p.customer_id is null
    union -- what came back of them names the payment intent alone
    select d.* from subscription as s
    join weir.billing_payments as p on p.provider = s.provider and p.mode = s.mode and p.subscription_id = s.object_id
    join weir.billing_payment_links as k on k.provider = p.provider and k.mode = p.mode and k.payment_id = p.object_id
    join weir.billing_payments as d on d.provider = k.provider and d.mode = k.mode and d.intent_id = k.intent_id
    union
    select p.* from license as l
    join weir.billing_payments as p on p.provider = l.provider and p.mode = l.mode and p.object_id = 'order:' || l.order_id
    where p.customer_id is null
  )
  select jsonb_build_object(
    'buyers', (select coalesce(jsonb_agg(jsonb_build_object(
        'provider', b.provider, 'mode', b.mode, 'id', b.buyer_id, 'deleted', b.deleted)
      order by b.provider, b.mode, b.buyer_id), '[]') from buyer as b),
    'subscriptions', (select coalesce(jsonb_agg(jsonb_build_object(
        'provider', s.provider, 'mode', s.mode, 'id', s.object_id, 'buyer_id', s.buyer_id, 'price_id', s.price_id,
        'status', s.status, 'quantity', s.quantity, 'period_starts_at', weir.utc_text(s.period_starts_at),
        'period_ends_at', weir.utc_text(s.period_ends_at), 'trial_ends_at', weir.utc_text(s.trial_ends_at),
        'ends_at', weir.utc_text(s.ends_at), 'updated_at', weir.utc_text(s.version_at))
      order by s.version_at desc, s.object_id), '[]') from subscription as s),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object(
        'provider', p.provider, 'mode', p.mode, 'id', p.object_id, 'subscription_id', p.subscription_id,
        'price_id', p.price_id, 'state', p.state, 'made_at', weir.utc_text(p.made_at), 'amount_minor', p.amount_minor,
        'refunded_minor', p.refunded_minor, 'currency', p.currency)
      order by p.made_at desc, p.object_id), '[]')
      from (select * from payment as p order by p.made_at desc, p.object_id limit 100) as p),
    'licences', (select coalesce(jsonb_agg(jsonb_build_object(
        'provider', l.provider, 'mode', l.mode, 'id', l.object_id, 'key_short', a.key_short, 'status', a.status,
        'product_id', l.product_id, 'activation_limit', a.activation_limit, 'activation_usage', a.activation_usage,
        'expires_at', weir.utc_text(a.expires_at))
      order by l.version_at desc, l.object_id), '[]')
      from license as l
      cross join lateral weir.license_answer(p_now, l.provider, l.mode, l.object_id) as a),
    'entitlements', (select coalesce(jsonb_agg(jsonb_build_object(
        'key', e.key, 'source', e.source, 'plan', e.plan_code, 'plan_version', e.plan_version,
        'access_until', case when e.access_until < 'infinity' then weir.utc_text(e.access_until) end)
      order by e.key), '[]') from weir.entitlements as e where e.customer_id = p_customer_id))
$function$;
comment on function weir.admin_billing(timestamptz, uuid) is 'What is known of a customer''s payments, for operators.';
