-- Purpose: the licence of a key, when it may be used at p_now, by p_customer_id if that is given: of this server's mode, not
--   disabled, not expired, its order neither refunded nor disputed, and nobody else's. Otherwise no row, whatever the reason.
--   The owner is the customer of its own, else its buyer's; null: nobody's yet.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.usable_license(p_now timestamptz, p_key_hash bytea, p_customer_id uuid)
returns table (provider text, mode text, object_id text, buyer_id text, owner_id uuid)
language sql stable
set search_path = ''
as $function$
  select l.provider, l.mode, l.object_id, l.buyer_id, coalesce(l.customer_id, b.customer_id)
  from weir.license_keys as l
  join weir.billing_rules_in_force() as r on r.mode = l.mode
  left join weir.billing_customers as b
    on b.provider = l.provider and b.mode = l.mode and b.buyer_id = l.buyer_id
  left join weir.billing_payments as o
    on o.provider = l.provider and o.mode = l.mode and o.object_id = 'order:' || l.order_id
  where l.key_hash = p_key_hash and l.state in ('inactive', 'active') and coalesce(l.expires_at > p_now, true)
    and coalesce(o.state in ('paid', 'partly_refunded'), true)
    and (p_customer_id is null or coalesce(l.customer_id, b.customer_id, p_customer_id) = p_customer_id)
  order by l.provider
  limit 1
$function$;
comment on function weir.usable_license(timestamptz, bytea, uuid) is 'The licence of a key, when it may be used.';
