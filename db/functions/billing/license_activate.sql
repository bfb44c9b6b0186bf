-- Purpose: activates a licence key for one instance, within its limit. With a customer, a key that is nobody's becomes that
--   customer's.
-- Answers: activated | limit_reached | conflict (the instance's id stands for another name) | unusable (unknown, disabled,
--   expired, refunded or another customer's key: no word which). One row; of an unusable key nothing else is told.
-- Locks: those of claim_license, and the licence's row: of racing callers no more than the limit get in.
-- Errors: 23514 a name that is too long. Idempotency: the same instance and name again answers as the first time.
create or replace function weir.license_activate(
  p_now timestamptz, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid, p_name text)
returns table (outcome text, key_short text, status text, activation_limit bigint, activation_usage bigint,
  expires_at timestamptz, instance_name text)
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_key record;
  v_name text;
  v_outcome text := 'activated';
begin
  perform weir.claim_license(p_now, p_key_hash, p_customer_id);
  perform from weir.license_keys as l where l.key_hash = p_key_hash order by l.provider, l.mode for update;
  select * into v_key from weir.usable_license(p_now, p_key_hash, p_customer_id);
  if v_key.object_id is null then
    return query select 'unusable', null::text, null::text, null::bigint, null::bigint, null::timestamptz, null::text;
    return;
  end if;

  select i.name into v_name from weir.license_instances as i
    where i.provider = v_key.provider and i.mode = v_key.mode and i.license_id = v_key.object_id
      and i.instance_id = p_instance_id;
  if v_name is not null then
    v_outcome := case when v_name = p_name then 'activated' else 'conflict' end;
  elsif exists (
    select from weir.license_answer(p_now, v_key.provider, v_key.mode, v_key.object_id) as a
    where a.activation_usage >= a.activation_limit)
  then
    v_outcome := 'limit_reached';
  else
    insert into weir.license_instances (provider, mode, license_id, instance_id, name, activated_at)
      values (v_key.provider, v_key.mode, v_key.object_id, p_instance_id, p_name, p_now);
  end if;
  return query
    select v_outcome, a.*, p_name from weir.license_answer(p_now, v_key.provider, v_key.mode, v_key.object_id) as a;
end
$function$;
comment on function weir.license_activate(timestamptz, bytea, uuid, uuid, text) is 'Activates a licence key for one instance.';
