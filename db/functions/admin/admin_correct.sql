-- Purpose: correct by an operator, with its row in the audit log.
-- Answers: those of correct; key_conflict also when p_event_id corrected something else, or otherwise, before.
-- Locks: those of correct. Errors: those of correct.
-- Idempotency: p_event_id corrects once, and is logged once.
create or replace function weir.admin_correct(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_event_id uuid,
  p_corrects uuid, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint,
  p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint,
  p_cost_nano_usd bigint)
returns table (status text, event_id uuid, overrun_meters text[], overrun_units bigint[], lost_meters text[],
  lost_units bigint[])
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  r record;
  v_details constant jsonb := jsonb_build_object('corrects', p_corrects, 'reason', p_reason, 'meters', p_meters,
    'quantities', p_quantities, 'input_tokens', p_input_tokens, 'cached_input_tokens', p_cached_input_tokens,
    'cache_write_tokens', p_cache_write_tokens, 'output_tokens', p_output_tokens, 'reasoning_tokens', p_reasoning_tokens,
    'cost_nano_usd', p_cost_nano_usd);
begin
  select c.* into r from weir.correct(p_now, p_customer_id, p_event_id, p_corrects, null, p_reason, p_meters, p_quantities,
    p_input_tokens, p_cached_input_tokens, p_cache_write_tokens, p_output_tokens, p_reasoning_tokens, p_cost_nano_usd) as c;
  if r.status = 'corrected' then
    perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'usage.correct', p_event_id::text,
      p_customer_id, v_details);
  elsif r.status in ('already_corrected', 'key_conflict') then
    r.status := case
      when exists (
        select from weir.audit_log as a
        where a.customer_id = p_customer_id and a.action = 'usage.correct' and a.target_id = p_event_id::text
          and a.details = v_details) then 'already_corrected'
      else 'key_conflict'
    end;
  end if;
  return query
    select r.status, r.event_id, r.overrun_meters, r.overrun_units, r.lost_meters, r.lost_units;
end
$function$;
comment on function weir.admin_correct(timestamptz, text, text, text, uuid, uuid, uuid, text, text[], bigint[], bigint,
  bigint, bigint, bigint, bigint, bigint) is 'Corrects an event by an operator''s hand, and records who did.';
