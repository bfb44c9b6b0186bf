-- Purpose: invariants 3 and 6 of single rows: what the functions keep and no constraint checks on each write
--   (docs/decisions/0012): the states of a hold, the words, lengths and signs of an event, the months of a rollup.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_rows()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  select 3, 'hold_state', h.customer_id, 'holds', h.hold_id::text, 'a state with its moment, event and reason', h.state
  from weir.holds as h
  where case h.state
      when 'pending' then num_nonnulls(h.resolved_at, h.posted_at, h.event_id, h.void_reason) = 0
      when 'posted' then num_nulls(h.resolved_at, h.posted_at, h.event_id) = 0 and h.void_reason is null
      when 'voided' then num_nulls(h.resolved_at, h.void_reason) = 0 and (h.event_id is null) = (h.posted_at is null)
      when 'expired' then h.resolved_at is not null and h.void_reason is null and (h.event_id is null) = (h.posted_at is null)
      else false
    end is not true
    or h.expires_at <= h.reserved_at
    or greatest(char_length(h.feature), char_length(h.void_reason)) > 100
  union all
  select 6, 'event_words', e.customer_id, 'usage_events', e.event_id::text, 'a known status and provenance',
    e.status || ', ' || e.provenance
  from weir.usage_events as e
  where e.status not in ('completed', 'incomplete', 'failed', 'cancelled')
    or e.provenance not in ('provider', 'estimated', 'client')
  union all
  select 6, 'event_shape', e.customer_id, 'usage_events', e.event_id::text,
    'texts up to 200 characters, a price version from 0, a correction whole or none', 'otherwise'
  from weir.usage_events as e
  where e.price_version < 0
    or greatest(char_length(e.feature), char_length(e.capability), char_length(e.provider), char_length(e.model),
      char_length(e.provider_request_id), char_length(e.project_id), char_length(e.document_id), char_length(e.error_code),
      char_length(e.tier_requested), char_length(e.tier_served), char_length(e.prompt_version)) > 200
    or num_nulls(e.corrects_event_id, e.corrects_recorded_at, e.correction_reason) not in (0, 3)
    or e.corrects_event_id is not null and e.hold_id is not null
    or char_length(e.correction_reason) not between 1 and 100
  union all
  select 2, 'rollup_month', m.customer_id, 'usage_monthly', m.month::text, 'the first of a month', m.month::text
  from weir.usage_monthly as m
  where extract(day from m.month) <> 1
$function$;
comment on function weir.audit_rows() is 'Invariants 3 and 6 of single rows: what no constraint checks on each write.';
