-- Purpose: keeps a provider's signed message, once however often it comes: received (to be worked on), ignored (it says
--   nothing of what Weir keeps) or parked (p_fault says why nothing can be made of it). A message that was parked for its
--   fault is taken anew when a later release can read it. Answers stored | duplicate.
-- Locks: the row it inserts.
-- Errors: 23514 a text that is too long. Idempotency: by provider and p_event_key.
create or replace function weir.receive_billing_event(
  p_now timestamptz, p_provider text, p_event_key text, p_mode text, p_event_type text, p_occurred_at timestamptz,
  p_facts jsonb, p_fault text) returns text
language plpgsql security definer
set search_path = ''
as $function$
begin
  insert into weir.billing_webhook_events as e (
      provider, event_key, mode, event_type, occurred_at, received_at, facts, state, next_attempt_at, reason, processed_at)
    select p_provider, p_event_key, p_mode, p_event_type, p_occurred_at, p_now,
      case when p_fault is null then p_facts else '[]' end, s.state, p_now, left(p_fault, 500),
      case when s.state <> 'received' then p_now end
    from (select case when p_fault is not null then 'parked' when p_facts = '[]' then 'ignored' else 'received' end) as s (state)
    on conflict (provider, event_key) do update
      set mode = excluded.mode, event_type = excluded.event_type, occurred_at = excluded.occurred_at, facts = excluded.facts,
        state = excluded.state, attempts = 0, next_attempt_at = excluded.next_attempt_at, reason = null,
        processed_at = excluded.processed_at
      where e.state = 'parked' and e.facts = '[]' and excluded.state <> 'parked';
  return case when found then 'stored' else 'duplicate' end;
end
$function$;
comment on function weir.receive_billing_event(timestamptz, text, text, text, text, timestamptz, jsonb, text)
  is 'Keeps a provider''s signed message, once.';
