-- Purpose: the customers that facts concern, by what is known now, in key order.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_parties(p_provider text, p_mode text, p_facts jsonb) returns uuid[]
language sql stable
set search_path = ''
as $function$
  with fact as (
    select f.* from jsonb_to_recordset(p_facts) as f (kind text, object_id text, buyer_id text)
  ), subscription as (
    select s.customer_id, s.buyer_id
    from weir.concerned_subscriptions(p_provider, p_mode, p_facts) as n (object_id)
    join weir.billing_subscriptions as s on s.provider = p_provider and s.mode = p_mode and s.object_id = n.object_id
  ), license as (
    select l.customer_id, l.buyer_id
    from fact as f
    join weir.license_keys as l on l.provider = p_provider and l.mode = p_mode and l.object_id = f.object_id
    where f.kind = 'license'
    union all
    select l.customer_id, l.buyer_id
    from fact as f
    join weir.license_keys as l on l.provider = p_provider and l.mode = p_mode and 'order:' || l.order_id = f.object_id
    where f.kind = 'payment' and f.object_id like 'order:%'
  ), buyer as (
    select case f.kind when 'buyer' then f.object_id else f.buyer_id end as buyer_id from fact as f
    union select s.buyer_id from subscription as s
    union select l.buyer_id from license as l
  )
  select coalesce(array_agg(distinct c.customer_id order by c.customer_id), '{}')
  from (
    select s.customer_id from subscription as s
    union select l.customer_id from license as l
    union
    select b.customer_id
    from buyer as n
    join weir.billing_customers as b on b.provider = p_provider and b.mode = p_mode and b.buyer_id = n.buyer_id
  ) as c
  where c.customer_id is not null
$function$;
comment on function weir.billing_parties(text, text, jsonb) is 'The customers that facts concern, by what is known now.';
