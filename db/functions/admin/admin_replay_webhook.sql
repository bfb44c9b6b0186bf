-- Purpose: has a provider's message worked on again, such as a parked one whose price a plan has by now, with its row in the
--   audit log. What it says is old by then: versions see to it that nothing newer gives way.
-- Answers: replayed | waiting (it is to be worked on anyway) | empty (nothing of it was kept that could be) | not_found.
-- Locks: the message's row. Errors: none. Idempotency: a repeat, while it waits, changes nothing and is not logged.
create or replace function weir.admin_replay_webhook(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_event_id uuid) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_event weir.billing_webhook_events;
begin
  select * into v_event from weir.billing_webhook_events as e where e.event_id = p_event_id for update;
  if not found then
    return 'not_found';
  end if;
  if v_event.facts = '[]' then
    return 'empty';
  end if;
  if v_event.state = 'received' and v_event.next_attempt_at <= p_now then
    return 'waiting';
  end if;
  update weir.billing_webhook_events as e
    set state = 'received', attempts = 0, next_attempt_at = p_now, reason = null, processed_at = null
    where e.event_id = p_event_id;
  perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'webhook.replay', p_event_id::text, null,
    jsonb_build_object('provider', v_event.provider, 'type', v_event.event_type, 'state_before', v_event.state));
  return 'replayed';
end
$function$;
comment on function weir.admin_replay_webhook(timestamptz, text, text, text, uuid)
  is 'Has a provider''s message worked on again, and records who did.';
