-- The engine: what is granted, set aside, used, and the ledger of it. db/functions/engine says how they move.
--
-- customer_id leads every key: one tenant cannot probe another, and the schema can be distributed by customer. No row is
-- shared by all customers. No foreign keys on these tables: each would be a query a row on the hot path; the engine is
-- the only writer, and `weir audit` checks what keys would have promised.

create type weir.hold_line as (bucket_id bigint, meter text, quantity bigint);
comment on type weir.hold_line is 'Units of one bucket that a hold has set aside. A hold''s lines are in burn order and never change.';

create type weir.usage_line as (meter text, quantity bigint, bucket_id bigint, overrun boolean);
comment on type weir.usage_line is 'What a usage event took: from a bucket; or beyond the limits (overrun); or neither, for a meter that is only recorded.';

create table weir.books (
  customer_id uuid not null,
  next_expiry timestamptz not null default 'infinity',
  constraint books_pkey primary key (customer_id)
);
create index books_next_expiry_idx on weir.books (next_expiry) where next_expiry < 'infinity';
comment on table weir.books is 'One row a customer. Whoever changes anything of the customer in the tables below locks it first, several in key order.';
comment on column weir.books.next_expiry is 'No pending hold of the customer expires before this instant.';

create table weir.grants (
  customer_id uuid not null,
  grant_id uuid not null,
  meter text not null,
  source text not null,
  subscription_id uuid,
  priority integer not null,
  amount bigint not null,
  overage_allowed bigint not null default 0,
  period text not null,
  anchor_at timestamptz not null,
  effective_at timestamptz not null,
  expires_at timestamptz not null default 'infinity',
  created_at timestamptz not null,
  constraint grants_pkey primary key (customer_id, grant_id),
  constraint grants_plan_unique unique (customer_id, subscription_id, meter, period, anchor_at),
  constraint grants_source_known check (source in ('plan', 'purchase', 'promotion', 'admin')),
  constraint grants_subscription_id_plan check ((source = 'plan') = (subscription_id is not null)),
  constraint grants_amount_not_negative check (amount >= 0),
  constraint grants_overage_allowed_not_negative check (overage_allowed >= 0),
  constraint grants_period_known check (period in ('lifetime', 'day', 'calendar_month', 'billing_month')),
  constraint grants_expires_at_after_effective check (expires_at >= effective_at)
);
create index grants_active_idx on weir.grants (customer_id, meter, expires_at);
comment on table weir.grants is 'Units given, by plan, purchase, promotion or hand: amount in each period, from effective_at until expires_at.';
comment on column weir.grants.priority is 'Lower burns first; then what ends sooner; then what is older.';
comment on column weir.grants.overage_allowed is 'Units beyond amount that may still be used in each period (pay as you go).';

create table weir.buckets (
  customer_id uuid not null,
  grant_id uuid not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  bucket_id bigint not null generated always as identity,
  granted bigint not null,
  overage_allowed bigint not null,
  used bigint not null default 0,
  held bigint not null default 0,
  meter text not null,
  constraint buckets_pkey primary key (customer_id, bucket_id),
  constraint buckets_grant_period_unique unique (customer_id, grant_id, period_start),
  constraint buckets_period_not_empty check (period_start < period_end),
  constraint buckets_granted_not_negative check (granted >= 0 and overage_allowed >= 0),
  constraint buckets_used_not_negative check (used >= 0),
  constraint buckets_held_not_negative check (held >= 0),
  constraint buckets_within_limit check (used::numeric + held <= granted::numeric + overage_allowed)
) with (fillfactor = 70);
comment on table weir.buckets is 'One grant in one half-open period, made when first touched. Nothing is ever reset: the next period is another row.';
comment on constraint buckets_within_limit on weir.buckets is 'The last line of defence. The engine never gets here.';

create table weir.overruns (
  customer_id uuid not null,
  meter text not null,
  period_end timestamptz not null,
  period_start timestamptz not null,
  quantity bigint not null,
  constraint overruns_pkey primary key (customer_id, meter, period_end, period_start),
  constraint overruns_quantity_positive check (quantity > 0),
  constraint overruns_period_not_empty check (period_start < period_end)
);
comment on table weir.overruns is 'Used beyond every hold and limit. Counts against what is admitted from period_start until period_end.';

create table weir.holds (
  customer_id uuid not null,
  hold_id uuid not null,
  reserved_at timestamptz not null,
  expires_at timestamptz not null,
  resolved_at timestamptz,
  posted_at timestamptz,
  event_id uuid,
  user_id uuid,
  state text not null,
  feature text,
  void_reason text,
  lines weir.hold_line[] not null,
  constraint holds_pkey primary key (customer_id, hold_id),
  constraint holds_state_known check (state in ('pending', 'posted', 'voided', 'expired')),
  constraint holds_resolved_at_state check ((state = 'pending') = (resolved_at is null)),
  constraint holds_event_id_posted check ((event_id is null) = (posted_at is null)),
  constraint holds_event_id_state check (
    case state when 'posted' then event_id is not null when 'pending' then event_id is null else true end),
  constraint holds_void_reason_state check ((state = 'voided') = (void_reason is not null)),
  constraint holds_void_reason_length check (char_length(void_reason) between 1 and 100),
  constraint holds_feature_length check (char_length(feature) between 1 and 100),
  constraint holds_expires_at_after_reserved check (expires_at > reserved_at)
);
create index holds_pending_idx on weir.holds (customer_id, expires_at) where state = 'pending';
comment on table weir.holds is 'Units set aside before a paid call. pending, then exactly one of posted, voided, expired.';
comment on column weir.holds.event_id is 'The usage event that posted it. A voided or expired hold has one when its settle came late.';
comment on column weir.holds.posted_at is 'recorded_at of that event: with it the ledger row is found without a search.';

create table weir.usage_events (
  customer_id uuid not null,
  recorded_at timestamptz not null,
  event_id uuid not null,
  occurred_at timestamptz not null,
  user_id uuid,
  hold_id uuid,
  input_tokens bigint not null,
  cached_input_tokens bigint not null,
  cache_write_tokens bigint not null,
  output_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_nano_usd bigint not null,
  price_version integer not null,
  retried boolean not null,
  late boolean not null,
  feature text,
  capability text,
  provider text,
  model text,
  provider_request_id text,
  project_id text,
  document_id text,
  provenance text not null,
  status text not null,
  error_code text,
  tier_requested text,
  tier_served text,
  prompt_version text,
  lines weir.usage_line[] not null,
  constraint usage_events_pkey primary key (customer_id, recorded_at, event_id),
  constraint usage_events_occurred_at_not_after_recorded check (occurred_at <= recorded_at),
  constraint usage_events_quantities_not_negative check (least(input_tokens, cached_input_tokens, cache_write_tokens,
    output_tokens, reasoning_tokens, cost_nano_usd, price_version) >= 0),
  constraint usage_events_provenance_known check (provenance in ('provider', 'estimated', 'client')),
  constraint usage_events_status_known check (status in ('completed', 'incomplete', 'failed', 'cancelled')),
  constraint usage_events_text_length check (greatest(char_length(feature), char_length(capability),
    char_length(provider), char_length(model), char_length(provider_request_id), char_length(project_id),
    char_length(document_id), char_length(error_code), char_length(tier_requested), char_length(tier_served),
    char_length(prompt_version)) <= 200)
) partition by range (recorded_at);
comment on table weir.usage_events is 'The ledger: append-only, metadata only, never prompt or output text. A correction is a new row.';
comment on column weir.usage_events.recorded_at is 'The partition key: rows arrive in order of it, so that a month that is over never changes.';
comment on column weir.usage_events.occurred_at is 'Decides the day and month of the rollups. Never after recorded_at.';
comment on column weir.usage_events.late is 'The hold had expired or was voided before the settle came.';

create table weir.usage_events_default partition of weir.usage_events default;
comment on table weir.usage_events_default is 'Catches what no month was made for. Empty when make_usage_partitions runs as it should.';

create table weir.usage_keys (
  customer_id uuid not null,
  kind text not null,
  key text not null,
  request_hash bytea,
  hold_id uuid,
  event_id uuid,
  recorded_at timestamptz,
  created_at timestamptz not null,
  constraint usage_keys_pkey primary key (customer_id, kind, key),
  constraint usage_keys_kind_known check (kind in ('request', 'event')),
  constraint usage_keys_key_length check (char_length(key) between 1 and 300),
  constraint usage_keys_request_hash_sha256 check (octet_length(request_hash) = 32),
  constraint usage_keys_target check (num_nonnulls(hold_id, event_id) = 1),
  constraint usage_keys_recorded_at_event check ((event_id is null) = (recorded_at is null))
);
create index usage_keys_created_at_idx on weir.usage_keys using brin (created_at);
comment on table weir.usage_keys is 'What was already asked: a client''s Idempotency-Key (request) or an event''s id (event), and where its answer is. Kept 35 days at least.';
comment on column weir.usage_keys.hold_id is 'The hold that the key''s last request took; its state, and its event, are the stored answer.';

create table weir.usage_daily (
  customer_id uuid not null,
  day date not null,
  meter text not null,
  feature text not null,
  events bigint not null,
  quantity bigint not null,
  input_tokens bigint not null,
  cached_input_tokens bigint not null,
  cache_write_tokens bigint not null,
  output_tokens bigint not null,
  reasoning_tokens bigint not null,
  cost_nano_usd bigint not null,
  constraint usage_daily_pkey primary key (customer_id, day, meter, feature)
) with (fillfactor = 80);
comment on table weir.usage_daily is 'Sums of the ledger by UTC day. The row with meter '''' counts events, tokens and cost; a meter''s row counts its quantity.';

create table weir.usage_monthly (
  like weir.usage_daily,
  constraint usage_monthly_pkey primary key (customer_id, day, meter, feature)
) with (fillfactor = 80);
alter table weir.usage_monthly rename column day to month;
alter table weir.usage_monthly add constraint usage_monthly_month_first_day check (extract(day from month) = 1);
comment on table weir.usage_monthly is 'As usage_daily, by UTC month.';

-- Append-only, whoever asks: rights are missing, and a trigger stops those who have them.
create function weir.usage_events_refuse_change() returns trigger
  language plpgsql
  set search_path = ''
as $function$
begin
  raise exception 'The ledger is append-only: a correction is a new row.' using errcode = 'WE101';
end
$function$;
comment on function weir.usage_events_refuse_change() is 'Trigger: refuses UPDATE, DELETE and TRUNCATE with WE101.';

create trigger usage_events_append_only before update or delete on weir.usage_events
  for each row execute function weir.usage_events_refuse_change();
create trigger usage_events_no_truncate before truncate on weir.usage_events
  for each statement execute function weir.usage_events_refuse_change();
create trigger usage_events_no_truncate before truncate on weir.usage_events_default
  for each statement execute function weir.usage_events_refuse_change();

-- Purpose: one partition a month, from p_now's month on. Belongs to the tables' owner: only it may make them.
-- Locks: SHARE UPDATE EXCLUSIVE on the ledger (reads and writes go on), ACCESS EXCLUSIVE on the default partition.
-- Errors: none of its own. Idempotency: makes what is missing, returns how many.
create function weir.make_usage_partitions(p_now timestamptz, p_months integer) returns integer
  language plpgsql security definer
  set search_path = ''
as $function$
declare
  v_month date := date_trunc('month', p_now at time zone 'UTC')::date;
  v_name text;
  v_made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('weir.make_usage_partitions', 0));
  for i in 1..least(p_months, 60) loop
    v_name := to_char(v_month, '"usage_events_y"YYYY"m"MM');
    if to_regclass('weir.' || v_name) is null then
      execute format('create table weir.%I (like weir.usage_events including defaults including constraints)', v_name);
      execute format('alter table weir.%I enable row level security, force row level security', v_name);
      execute format('create trigger usage_events_no_truncate before truncate on weir.%I
        for each statement execute function weir.usage_events_refuse_change()', v_name);
      execute format('alter table weir.usage_events attach partition weir.%I for values from (%L) to (%L)',
        v_name, v_month::text || ' 00:00:00+00', (v_month + interval '1 month')::date::text || ' 00:00:00+00');
      v_made := v_made + 1;
    end if;
    v_month := (v_month + interval '1 month')::date;
  end loop;
  return v_made;
end
$function$;
comment on function weir.make_usage_partitions(timestamptz, integer) is 'Makes the ledger''s partitions of this month and the months ahead.';
revoke execute on function weir.make_usage_partitions(timestamptz, integer) from public;
grant execute on function weir.make_usage_partitions(timestamptz, integer) to weir_engine;

do $rights$
declare
  v_table text;
begin
  foreach v_table in array array['books', 'grants', 'buckets', 'overruns', 'holds', 'usage_events',
    'usage_events_default', 'usage_keys', 'usage_daily', 'usage_monthly']
  loop
    execute format('alter table weir.%I enable row level security, force row level security', v_table);
  end loop;
end
$rights$;

create policy books_engine on weir.books to weir_engine using (true) with check (true);
create policy grants_engine on weir.grants to weir_engine using (true) with check (true);
create policy buckets_engine on weir.buckets to weir_engine using (true) with check (true);
create policy overruns_engine on weir.overruns to weir_engine using (true) with check (true);
create policy holds_engine on weir.holds to weir_engine using (true) with check (true);
create policy usage_events_engine on weir.usage_events to weir_engine using (true) with check (true);
create policy usage_keys_engine on weir.usage_keys to weir_engine using (true) with check (true);
create policy usage_daily_engine on weir.usage_daily to weir_engine using (true) with check (true);
create policy usage_monthly_engine on weir.usage_monthly to weir_engine using (true) with check (true);

grant select, insert, update on weir.books, weir.grants, weir.buckets, weir.overruns, weir.holds, weir.usage_daily,
  weir.usage_monthly to weir_engine;
grant select, insert, update, delete on weir.usage_keys to weir_engine;
grant select, insert on weir.usage_events to weir_engine;
