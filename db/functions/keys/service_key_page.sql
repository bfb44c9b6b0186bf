-- Purpose: a page of the service keys, newest first, after the one with the given time and id (nulls: from the newest).
--   Never a hash. Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.service_key_page(p_before_created_at timestamptz, p_before_key_id uuid, p_limit integer)
returns table (key_id uuid, name text, scopes text[], created_at timestamptz, expires_at timestamptz,
  revoked_at timestamptz, last_used_at timestamptz)
language sql stable security definer
set search_path = ''
as $function$
  select k.key_id, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at, k.last_used_at
  from weir.service_keys as k
  where (k.created_at, k.key_id) < (coalesce(p_before_created_at, 'infinity'),
    coalesce(p_before_key_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by k.created_at desc, k.key_id desc
  limit p_limit
$function$;
comment on function weir.service_key_page(timestamptz, uuid, integer) is 'A page of the service keys, newest first.';
