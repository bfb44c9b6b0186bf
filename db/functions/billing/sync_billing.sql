-- Purpose: computes a customer anew from what is known of its payments, the catalog and p_now: its plan (follow_billing) and
--   its entitlements, and when the time alone changes them next. True when something changed; then the servers hear of it. One that is deleted has no entitlements.
-- Locks: the customer's row; then those of follow_billing.
-- Errors: none. Idempotency: a repeat changes nothing.
create or replace function weir.sync_billing(p_customer_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_changed boolean := false;
  v_due timestamptz;
begin
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found then
    delete from weir.billing_dues as d where d.customer_id = p_customer_id;
    delete from weir.entitlements as e where e.customer_id = p_customer_id;
    return found;
  end if;

  v_changed := weir.follow_billing(p_customer_id, p_now);
  v_due := weir.billing_due_at(p_customer_id, p_now);
  if v_due is null then
    delete from weir.billing_dues as d where d.customer_id = p_customer_id;
  else
    insert into weir.billing_dues as d (customer_id, due_at) values (p_customer_id, v_due)
      on conflict (customer_id) do update set due_at = excluded.due_at where d.due_at <> excluded.due_at;
  end if;
  delete from weir.entitlements as e
    where e.customer_id = p_customer_id and not exists (
      select from weir.billing_entitlements(p_customer_id, p_now) as n where n.key = e.key);
  v_changed := found or v_changed;
  insert into weir.entitlements as e (customer_id, key, source, plan_code, plan_version, access_until, updated_at)
    select p_customer_id, n.key, n.source, n.plan_code, n.plan_version, n.access_until, p_now
    from weir.billing_entitlements(p_customer_id, p_now) as n
    on conflict (customer_id, key) do update
      set source = excluded.source, plan_code = excluded.plan_code, plan_version = excluded.plan_version,
        access_until = excluded.access_until, updated_at = excluded.updated_at
      where (e.source, e.plan_code, e.plan_version, e.access_until)
        is distinct from (excluded.source, excluded.plan_code, excluded.plan_version, excluded.access_until);
  v_changed := found or v_changed;
  if v_changed then
    perform pg_notify('weir_changed', 'customer:' || p_customer_id);
  end if;
  return v_changed;
end
$function$;
comment on function weir.sync_billing(uuid, timestamptz) is 'Computes a customer''s plan and entitlements from its payments.';
