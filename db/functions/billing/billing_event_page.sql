-- Purpose: a page of providers' messages, newest first, after the one with the given time and id (nulls: from the newest); of
--   one provider, in one state, when these are given. With p_event_id that message alone, and its facts.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_event_page(p_event_id uuid, p_provider text, p_state text,
  p_before_received_at timestamptz, p_before_event_id uuid, p_limit integer)
returns table (event_id uuid, provider text, event_key text, mode text, event_type text, occurred_at timestamptz,
  received_at timestamptz, state text, attempts integer, next_attempt_at timestamptz, reason text, processed_at timestamptz,
  facts text)
language sql stable security definer
set search_path = ''
as $function$
  select e.event_id, e.provider, e.event_key, e.mode, e.event_type, e.occurred_at, e.received_at, e.state, e.attempts,
    case when e.state = 'received' then e.next_attempt_at end, e.reason, e.processed_at,
    case when p_event_id is not null then e.facts::text end
  from weir.billing_webhook_events as e
  where (p_event_id is null or e.event_id = p_event_id)
    and (p_provider is null or e.provider = p_provider)
    and (p_state is null or e.state = p_state)
    and (e.received_at, e.event_id) < (coalesce(p_before_received_at, 'infinity'),
      coalesce(p_before_event_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by e.received_at desc, e.event_id desc
  limit p_limit
$function$;
comment on function weir.billing_event_page(uuid, text, text, timestamptz, uuid, integer) is 'A page of providers'' messages, newest first.';
