-- Purpose: records a change that an operator made, in the transaction of the change. Called by the functions that change.
-- Locks: none. Errors: 23514 for an unknown kind of actor or a detail that is too long. Idempotency: none, callers write once.
create or replace function weir.write_audit(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_action text, p_target_id text,
  p_customer_id uuid, p_details jsonb) returns void
language sql
set search_path = ''
as $function$
  insert into weir.audit_log (
      recorded_at, entry_id, actor_kind, actor_id, action, target_id, customer_id, request_id, details)
    values (p_now, gen_random_uuid(), p_actor_kind, p_actor_id, p_action, p_target_id, p_customer_id, p_request_id,
      jsonb_strip_nulls(p_details))
$function$;
comment on function weir.write_audit(timestamptz, text, text, text, text, text, uuid, jsonb)
  is 'Records a change that an operator made, in the transaction of the change.';
