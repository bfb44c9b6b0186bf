-- Holds are resolved in place: no index covers what changes then, so that the new version of a row stays on its page and
-- enters no index again (HOT). What is due is found by expiry, from the books' next_expiry on. The predicate holds for every
-- row: it keeps the planner from taking this index for a look-up by hold, which it does as long as the table is small.
drop index weir.holds_pending_idx;
create index holds_expiry_idx on weir.holds (customer_id, expires_at) where expires_at > '-infinity';
alter table weir.holds set (fillfactor = 65);
comment on column weir.books.next_expiry is 'No pending hold of the customer expires before this instant. It may be earlier than the first that does.';

create type weir.usage_details as (
  event_id uuid,
  occurred_at timestamptz,
  input_tokens bigint,
  cached_input_tokens bigint,
  cache_write_tokens bigint,
  output_tokens bigint,
  reasoning_tokens bigint,
  cost_nano_usd bigint,
  price_version integer,
  retried boolean,
  feature text,
  capability text,
  provider text,
  model text,
  provider_request_id text,
  project_id text,
  document_id text,
  provenance text,
  status text,
  error_code text,
  tier_requested text,
  tier_served text,
  prompt_version text);
comment on type weir.usage_details is 'What a caller says of a usage event: metadata only, never prompt or output text.';

comment on table weir.usage_daily is 'Sums of the ledger by UTC day. A meter''s row counts its quantity; an event, its tokens and its cost count in the row of its first line''s meter ('''' without lines): their totals are sums over all meters.';
