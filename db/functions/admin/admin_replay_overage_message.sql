-- Purpose: has a parked message to Stripe's meters sent again, with its row in the audit log. It keeps its identifier: within a
--   day of an attempt that was counted Stripe counts it no second time; later it would, which whoever asks has ruled out. One
--   that is too old for Stripe by now counts now.
-- Answers: replayed | waiting (it is to be sent anyway) | sent (it was) | not_found.
-- Locks: the message's row. Errors: none. Idempotency: a repeat, while it waits, changes nothing and is not logged.
create or replace function weir.admin_replay_overage_message(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_outbox_id uuid) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_message weir.outbox;
begin
  select * into v_message from weir.outbox as o where o.outbox_id = p_outbox_id for update;
  if not found then
    return 'not_found';
  end if;
  if v_message.state <> 'parked' then
    return v_message.state;
  end if;
  update weir.outbox as o
    set state = 'waiting', attempts = 0, next_attempt_at = p_now, reason = null, unsure_since = null,
      occurred_at = case when o.occurred_at > p_now - interval '34 days' then o.occurred_at else p_now end
    where o.outbox_id = p_outbox_id;
  perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'meter_event.replay', p_outbox_id::text,
    v_message.customer_id,
    jsonb_build_object('event_name', v_message.event_name, 'value', v_message.value, 'attempts', v_message.attempts));
  return 'replayed';
end
$function$;
comment on function weir.admin_replay_overage_message(timestamptz, text, text, text, uuid)
  is 'Has a parked message to Stripe''s meters sent again, and records who did.';
