-- Purpose: ties a client's Idempotency-Key to one request about one hold (settle, void, extend), before the request is
--   carried out. What then happens to the hold is idempotent by itself; this is what tells a repeat from another request.
-- Answers: claimed (now, or by an equal request before) | conflict (the key belongs to another request) | not_found (the
--   customer has no such hold).
-- Locks: the customer's books, so that a reserve with the same key waits.
-- Errors: none. Idempotency: the same request claims its key again.
create or replace function weir.claim_key(
  p_now timestamptz, p_customer_id uuid, p_hold_id uuid, p_key text, p_request_hash bytea) returns text
  language plpgsql security definer
  set search_path = ''
as $function$
begin
  perform weir.lock_books(p_now, array[p_customer_id]);
  if not exists (select from weir.holds as h where h.customer_id = p_customer_id and h.hold_id = p_hold_id) then
    return 'not_found';
  end if;

  insert into weir.usage_keys as k (customer_id, kind, key, request_hash, hold_id, created_at)
    values (p_customer_id, 'request', p_key, p_request_hash, p_hold_id, p_now)
    on conflict (customer_id, kind, key) do nothing;
  return case when exists (
    select from weir.usage_keys as k
    where k.customer_id = p_customer_id and k.kind = 'request' and k.key = p_key
      and k.request_hash = p_request_hash and k.hold_id = p_hold_id) then 'claimed' else 'conflict' end;
end
$function$;
comment on function weir.claim_key(timestamptz, uuid, uuid, text, bytea)
  is 'Ties an idempotency key to one request about one hold.';
