-- Purpose: ends a service key, for ever. Announced, so that every replica refuses it at once; one that hears nothing
--   refuses it after 60 s.
-- Answers: revoked | already_revoked | not_found. Locks: the key's row. Errors: none.
-- Idempotency: a key is revoked once; a repeat changes nothing and announces nothing.
create or replace function weir.revoke_service_key(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid) returns text
language plpgsql security definer
set search_path = ''
as $function$
begin
  update weir.service_keys as k set revoked_at = greatest(p_now, k.created_at)
    where k.key_id = p_key_id and k.revoked_at is null;
  if found then
    perform weir.write_audit(
      p_now, p_actor_kind, p_actor_id, p_request_id, 'key.revoke', p_key_id::text, null, '{}');
    perform pg_notify('weir_changed', 'keys');
    return 'revoked';
  end if;
  return case
    when exists (select from weir.service_keys as k where k.key_id = p_key_id) then 'already_revoked'
    else 'not_found'
  end;
end
$function$;
comment on function weir.revoke_service_key(timestamptz, text, text, text, uuid) is 'Ends a service key, for ever.';
