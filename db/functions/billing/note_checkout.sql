-- Purpose: remembers what the provider made of a claimed checkout, and answers what stands: of two requests with one key that
--   raced, the first that was noted.
-- Locks: the key's row. Errors: none. Idempotency: a repeat answers what the first one noted.
create or replace function weir.note_checkout(p_customer_id uuid, p_key text, p_checkout_id text) returns text
  language sql security definer
  set search_path = ''
as $function$
  update weir.checkout_keys as k set checkout_id = coalesce(k.checkout_id, p_checkout_id)
    where k.customer_id = p_customer_id and k.key = p_key
    returning k.checkout_id
$function$;
comment on function weir.note_checkout(uuid, text, text) is 'Remembers what the provider made of a claimed checkout.';
