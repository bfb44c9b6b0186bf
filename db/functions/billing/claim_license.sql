-- Purpose: makes a usable licence that is nobody's yet the customer's who shows its key, and computes what that gives. It never
--   moves afterwards: its link is older than any that a message could bring.
-- Locks: those of lock_billing for it and its buyer, its row, then those of sync_billing: the order of fold_billing_facts.
-- Errors: none. Idempotency: a repeat changes nothing.
create or replace function weir.claim_license(p_now timestamptz, p_key_hash bytea, p_customer_id uuid) returns void
language plpgsql
set search_path = ''
as $function$
declare
  v_key record;
begin
  select * into v_key from weir.usable_license(p_now, p_key_hash, p_customer_id);
  if p_customer_id is null or v_key.object_id is null or v_key.owner_id is not null then
    return;
  end if;
  perform weir.lock_billing(v_key.provider, v_key.mode, jsonb_build_array(jsonb_build_object(
    'kind', 'license', 'object_id', v_key.object_id, 'buyer_id', v_key.buyer_id)));
  perform from weir.license_keys as l
    where l.provider = v_key.provider and l.mode = v_key.mode and l.object_id = v_key.object_id for update;
  -- its owner may have become known before the locks were ours, its buyer too
  select * into v_key from weir.usable_license(p_now, p_key_hash, p_customer_id);
  if v_key.object_id is null or v_key.owner_id is not null then
    return;
  end if;
  update weir.license_keys as l set customer_id = p_customer_id, customer_version = ''
    where l.provider = v_key.provider and l.mode = v_key.mode and l.object_id = v_key.object_id;
  perform weir.sync_billing(p_customer_id, p_now);
end
$function$;
comment on function weir.claim_license(timestamptz, bytea, uuid) is 'Makes a licence that is nobody''s yet a customer''s.';
