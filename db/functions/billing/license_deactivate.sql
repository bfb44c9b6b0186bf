-- Purpose: takes an instance from a licence key: another may be activated in its place.
-- Answers: deactivated | unusable (unknown, disabled, expired, refunded or another customer's key, or not this instance: no
--   word which). One row; of an unusable key nothing else is told.
-- Locks: the licence's row. Errors: none. Idempotency: a repeat finds the instance gone.
create or replace function weir.license_deactivate(
  p_now timestamptz, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid)
returns table (outcome text, key_short text, status text, activation_limit bigint, activation_usage bigint,
  expires_at timestamptz, instance_name text)
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_key record;
  v_name text;
begin
  perform from weir.license_keys as l where l.key_hash = p_key_hash order by l.provider, l.mode for update;
  select * into v_key from weir.usable_license(p_now, p_key_hash, p_customer_id);
  delete from weir.license_instances as i
    where i.provider = v_key.provider and i.mode = v_key.mode and i.license_id = v_key.object_id
      and i.instance_id = p_instance_id
    returning i.name into v_name;
  if v_name is null then
    return query select 'unusable', null::text, null::text, null::bigint, null::bigint, null::timestamptz, null::text;
    return;
  end if;
  return query
    select 'deactivated', a.*, v_name
    from weir.license_answer(p_now, v_key.provider, v_key.mode, v_key.object_id) as a;
end
$function$;
comment on function weir.license_deactivate(timestamptz, bytea, uuid, uuid) is 'Takes an instance from a licence key.';
