-- Purpose: grant_units by an operator, with its row in the audit log.
-- Answers: those of grant_units, and conflict: this grant_id granted something else before.
-- Locks: those of grant_units. Errors: those of grant_units.
-- Idempotency: a grant_id grants once, and is logged once.
create or replace function weir.admin_grant_units(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid,
  p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamptz,
  p_expires_at timestamptz) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_outcome constant text := weir.grant_units(p_now, p_customer_id, p_grant_id, p_meter, p_amount, p_source, p_priority,
    p_effective_at, p_expires_at);
  v_details constant jsonb := jsonb_strip_nulls(jsonb_build_object('meter', p_meter, 'amount', p_amount, 'source', p_source,
    'priority', p_priority, 'effective_at', weir.utc_text(p_effective_at), 'expires_at', weir.utc_text(p_expires_at)));
begin
  if v_outcome = 'granted' then
    perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'grant.create', p_grant_id::text,
      p_customer_id, v_details);
  -- What was asked for the first time is in the log; the grant itself may have been ended since.
  elsif v_outcome = 'already_granted' and not exists (
    select from weir.audit_log as a
    where a.customer_id = p_customer_id and a.action = 'grant.create' and a.target_id = p_grant_id::text
      and a.details = v_details)
  then
    return 'conflict';
  end if;
  return v_outcome;
end
$function$;
comment on function weir.admin_grant_units(timestamptz, text, text, text, uuid, uuid, text, bigint, text, integer,
  timestamptz, timestamptz) is 'Gives a customer units by an operator''s hand, and records who did.';
