-- Purpose: works on the waiting message that is due longest, unless others do: one transaction, so that whoever dies on the way
--   leaves it as it was. What nothing can be made of (WE006) is parked at once; another failure is tried again after 1 s,
--   2 s, 4 s … an hour at most, each shortened by up to half (p_jitter, 0 to 1), and parked after ten. No row: none is due.
--   A dispute of which nothing says what was paid for waits likewise: unlinked has the intents to ask the provider about.
-- Locks: the message's row, passing over those that others hold; then those of fold_billing_facts.
-- Errors: none of the message. Idempotency: a message is worked on once.
create or replace function weir.work_billing_event(p_now timestamptz, p_jitter double precision)
returns table (provider text, event_key text, event_type text, state text, attempts integer, reason text, mode text,
  unlinked text[])
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_event weir.billing_webhook_events;
  v_unlinked text[] := '{}';
begin
  select * into v_event
    from weir.billing_webhook_events as e
    where e.state = 'received' and e.next_attempt_at <= p_now
    order by e.next_attempt_at
    limit 1
    for update skip locked;
  if not found then
    return;
  end if;

  v_event.attempts := v_event.attempts + 1;
  begin
    perform weir.fold_billing_facts(p_now, v_event.provider, v_event.mode, v_event.facts);
    v_unlinked := weir.unlinked_intents(v_event.provider, v_event.mode, v_event.facts);
    v_event.state := case when v_unlinked = '{}' then 'processed' when v_event.attempts >= 10 then 'parked' else 'received' end;
    v_event.reason := case when v_unlinked <> '{}' then 'Nothing says yet what ' || v_unlinked[1] || ' paid for.' end;
  exception
    when sqlstate 'WE006' then
      v_event.state := 'parked';
      v_event.reason := left(sqlerrm, 500);
    when others then -- the code alone: a message may hold what the row holds
      v_event.state := case when v_event.attempts >= 10 then 'parked' else 'received' end;
      v_event.reason := 'It failed with SQLSTATE ' || sqlstate || '.';
  end;
  return query
    update weir.billing_webhook_events as e
      set state = v_event.state, attempts = v_event.attempts, reason = v_event.reason,
        processed_at = case when v_event.state <> 'received' then p_now end,
        next_attempt_at = case when v_event.state <> 'received' then e.next_attempt_at
          else p_now + make_interval(secs => least(2 ^ (v_event.attempts - 1), 3600) * (1 - p_jitter / 2)) end
      where e.provider = v_event.provider and e.event_key = v_event.event_key
      returning e.provider, e.event_key, e.event_type, e.state, e.attempts, e.reason, e.mode, v_unlinked;
end
$function$;
comment on function weir.work_billing_event(timestamptz, double precision) is 'Works on the waiting message that is due longest.';
