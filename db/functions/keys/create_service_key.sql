-- Purpose: makes a service key known by its hash. Announced, so that every replica accepts it at once.
-- Answers, with the key's row (too_many has none): created | exists (the same id and content, or the same secret: nothing
--   changed, a revoked one stays revoked) | conflict (the id is taken by another content) | too_many (10,000 keys are
--   usable; each replica holds all of them).
-- Locks: the new row. Errors: 23514 for a name, scope or end that no key may have.
-- Idempotency: by key id, and by secret.
create or replace function weir.create_service_key(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid, p_name text,
  p_secret_hash bytea, p_scopes text[], p_expires_at timestamptz)
returns table (outcome text, key_id uuid, name text, scopes text[], created_at timestamptz, expires_at timestamptz,
  revoked_at timestamptz, last_used_at timestamptz)
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_most constant integer := 10000;
  v_scopes constant text[] := array(select distinct s from unnest(p_scopes) as s order by s);
  v_until constant timestamptz := coalesce(p_expires_at, 'infinity');
  v_created boolean;
begin
  if not exists (select from weir.service_keys as k where k.key_id = p_key_id or k.secret_hash = p_secret_hash)
    and (select count(*) from weir.service_keys as k where k.revoked_at is null and k.expires_at > p_now) >= v_most
  then
    outcome := 'too_many';
    return next;
    return;
  end if;

  insert into weir.service_keys (key_id, name, secret_hash, scopes, created_at, expires_at)
    values (p_key_id, p_name, p_secret_hash, v_scopes, p_now, v_until)
    on conflict do nothing;
  v_created := found;
  if v_created then
    perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'key.create', p_key_id::text, null,
      jsonb_build_object('scopes', v_scopes, 'expires_at', weir.utc_text(p_expires_at)));
    perform pg_notify('weir_changed', 'keys');
  end if;

  return query
    select
      case
        when v_created then 'created'
        when k.secret_hash = p_secret_hash or (k.name, k.scopes, k.expires_at) = (p_name, v_scopes, v_until) then 'exists'
        else 'conflict'
      end,
      k.key_id, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at, k.last_used_at
    from weir.service_keys as k
    where k.key_id = p_key_id or k.secret_hash = p_secret_hash
    order by k.key_id <> p_key_id
    limit 1;
end
$function$;
comment on function weir.create_service_key(timestamptz, text, text, text, uuid, text, bytea, text[], timestamptz)
  is 'Makes a service key known by its hash.';
