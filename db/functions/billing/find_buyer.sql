-- Purpose: a customer's buyer at one of these providers: one that still pays for something, else the one heard of last. No row
--   when there is none, or the provider deleted it.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.find_buyer(p_customer_id uuid, p_mode text, p_providers text[])
  returns table (provider text, buyer_id text)
  language sql stable security definer
  set search_path = ''
as $function$
  select b.provider, b.buyer_id
  from weir.billing_customers as b
  where b.customer_id = p_customer_id and b.mode = p_mode and b.provider = any (p_providers) and not b.deleted
  order by exists (
      select from weir.billing_subscriptions as s
      where s.provider = b.provider and s.mode = b.mode and s.buyer_id = b.buyer_id
        and s.status not in ('ended', 'never_paid')) desc,
    b.version_at desc, b.provider, b.buyer_id
  limit 1
$function$;
comment on function weir.find_buyer(uuid, text, text[]) is 'A customer''s buyer at a payment provider.';
