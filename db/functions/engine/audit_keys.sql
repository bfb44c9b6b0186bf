-- Purpose: invariant 4, one effect a key: an event that the ledger holds twice; keys that lead nowhere, or whose name is not
--   that of their event; two keys of a kind with one effect; and events known only afterwards whose own key is missing
--   though p_kept (how long keys are kept at least) is not over at p_now: a repeat would count again.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_keys(p_now timestamptz, p_kept interval)
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
set timezone = 'UTC'
as $function$
  select 4, 'event_once', e.customer_id, 'usage_events', e.event_id::text, '1 row', count(*) || ' rows'
  from weir.usage_events as e
  group by e.customer_id, e.event_id
  having count(*) > 1
  union all
  select 4, 'key_has_target', k.customer_id, 'usage_keys', k.kind || ' ' || k.key,
    case when k.event_id is null then 'hold ' || k.hold_id else 'event ' || k.event_id || ' of ' || k.recorded_at end,
    'none'
  from weir.usage_keys as k
  left join weir.holds as h on h.customer_id = k.customer_id and h.hold_id = k.hold_id
  left join weir.usage_events as e
    on e.customer_id = k.customer_id and e.recorded_at = k.recorded_at and e.event_id = k.event_id
  where h.hold_id is null and e.event_id is null
  union all
  select 4, 'key_names_event', k.customer_id, 'usage_keys', k.kind || ' ' || k.key, 'event ' || k.key,
    'event ' || k.event_id
  from weir.usage_keys as k
  where k.kind = 'event' and k.key <> k.event_id::text
  union all
  select 4, 'key_has_one_effect', k.customer_id, 'usage_keys', string_agg(k.kind || ' ' || k.key, ', ' order by k.key),
    '1 key', count(*) || ' keys of one effect'
  from weir.usage_keys as k
  where k.event_id is not null -- a hold has one key for its reserve, and may have others for what was asked of it later
  group by k.customer_id, k.kind, k.event_id
  having count(*) > 1
  union all
  select 4, 'event_has_key', e.customer_id, 'usage_events', e.event_id::text, 'a key of kind event', 'none'
  from weir.usage_events as e
  where e.hold_id is null and e.recorded_at > p_now - p_kept and not exists (
    select from weir.usage_keys as k
    where k.customer_id = e.customer_id and k.kind = 'event' and k.key = e.event_id::text)
$function$;
comment on function weir.audit_keys(timestamptz, interval) is 'Invariant 4: keys without one effect, effects without one key.';
