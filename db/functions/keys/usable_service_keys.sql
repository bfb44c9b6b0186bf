-- Purpose: what a replica verifies keys with: every key that is neither revoked nor expired, by its hash. All of them at
--   once, so that keys that do not exist cost no query each.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.usable_service_keys(p_now timestamptz)
returns table (secret_hash bytea, key_id uuid, scopes text[], expires_at timestamptz)
language sql stable security definer
set search_path = ''
as $function$
  select k.secret_hash, k.key_id, k.scopes, k.expires_at
  from weir.service_keys as k
  where k.revoked_at is null and k.expires_at > p_now
$function$;
comment on function weir.usable_service_keys(timestamptz) is 'Every key that is neither revoked nor expired, by its hash.';
