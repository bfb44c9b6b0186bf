-- Purpose: whether a licence key may be used, and, when an instance is given, is activated for it. With a customer, a key that
--   is nobody's becomes that customer's.
-- Answers: valid | invalid (unknown, disabled, expired, refunded or another customer's key, or not this instance: no word
--   which). One row; of what is not valid nothing else is told.
-- Locks: those of claim_license when it claims, else none. Errors: none. Idempotency: a repeat answers the same.
create or replace function weir.license_validate(
  p_now timestamptz, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid)
returns table (outcome text, key_short text, status text, activation_limit bigint, activation_usage bigint,
  expires_at timestamptz, instance_name text)
language plpgsql security definer
set search_path = ''
as $function$
begin
  perform weir.claim_license(p_now, p_key_hash, p_customer_id);
  return query
    select 'valid', a.*, i.name
    from weir.usable_license(p_now, p_key_hash, p_customer_id) as k
    cross join lateral weir.license_answer(p_now, k.provider, k.mode, k.object_id) as a
    left join weir.license_instances as i
      on i.provider = k.provider and i.mode = k.mode and i.license_id = k.object_id and i.instance_id = p_instance_id
    where p_instance_id is null or i.instance_id is not null;
  if not found then
    return query select 'invalid', null::text, null::text, null::bigint, null::bigint, null::timestamptz, null::text;
  end if;
end
$function$;
comment on function weir.license_validate(timestamptz, bytea, uuid, uuid) is 'Whether a licence key may be used.';
