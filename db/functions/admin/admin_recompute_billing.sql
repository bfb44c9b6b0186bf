-- Purpose: sync_billing by an operator, with its row in the audit log.
-- Answers: changed | unchanged | unknown_customer (a deleted one too). Locks: those of sync_billing, whose first it takes
--   itself. Errors: none. Idempotency: a repeat changes nothing and is not logged.
create or replace function weir.admin_recompute_billing(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid) returns text
language plpgsql security definer
set search_path = ''
as $function$
begin
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found then
    return 'unknown_customer';
  end if;
  if not weir.sync_billing(p_customer_id, p_now) then
    return 'unchanged';
  end if;
  perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'billing.recompute', p_customer_id::text,
    p_customer_id, '{}');
  return 'changed';
end
$function$;
comment on function weir.admin_recompute_billing(timestamptz, text, text, text, uuid)
  is 'Computes a customer''s plan and entitlements by an operator''s hand, and records who did.';
