-- Purpose: ties a client's Idempotency-Key to one checkout, before the provider is asked for it. Answers claimed (now, or by
--   an equal request before; then with the checkout that it made, if that is known) | conflict (the key belongs to another
--   request). Forgets the customer's keys of more than 35 days.
-- Locks: the key's row. Errors: none. Idempotency: the same request claims its key again.
create or replace function weir.claim_checkout(
  p_now timestamptz, p_customer_id uuid, p_key text, p_request_hash bytea)
  returns table (outcome text, checkout_id text)
  language plpgsql security definer
  set search_path = ''
as $function$
begin
  delete from weir.checkout_keys as k
    where k.customer_id = p_customer_id and k.created_at < p_now - interval '35 days';
  insert into weir.checkout_keys as k (customer_id, key, request_hash, created_at)
    values (p_customer_id, p_key, p_request_hash, p_now)
    on conflict on constraint checkout_keys_pkey do nothing;
  return query
    select case when k.request_hash = p_request_hash then 'claimed' else 'conflict' end,
      case when k.request_hash = p_request_hash then k.checkout_id end
    from weir.checkout_keys as k
    where k.customer_id = p_customer_id and k.key = p_key;
end
$function$;
comment on function weir.claim_checkout(timestamptz, uuid, text, bytea) is 'Ties an idempotency key to one checkout.';
