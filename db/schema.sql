-- Schema weir of a freshly migrated database. Generated: WEIR_UPDATE_SCHEMA=1 and the test SchemaDumpTests.

-- Schema

create schema weir authorization weir_owner;
grant usage on schema weir to weir_app;
grant usage on schema weir to weir_engine;

-- Default rights
alter default privileges for role weir_engine on f: weir_engine=X/weir_engine;
alter default privileges for role weir_owner on f: weir_owner=X/weir_owner;

-- Types

create type weir.catalog_change as (
  action text,
  kind text,
  key text,
  detail text
);

create type weir.denial as (
  meter text,
  granted bigint,
  used bigint,
  held bigint,
  requested bigint,
  remaining bigint,
  hard_limit bigint,
  resets_at timestamp with time zone,
  scope text,
  denial text
);

create type weir.hold_line as (
  bucket_id bigint,
  meter text,
  quantity bigint
);

create type weir.tally_book as (
  op_from integer[],
  op_to integer[],
  slots integer[],
  units bigint[],
  ids bigint[],
  customers uuid[],
  meters text[],
  scopes text[],
  rates boolean[],
  amounts bigint[],
  used bigint[],
  held bigint[],
  resets timestamp with time zone[]
);

create type weir.tally_line as (
  tally_id bigint,
  meter text,
  quantity bigint
);

create type weir.usage_details as (
  event_id uuid,
  occurred_at timestamp with time zone,
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
  prompt_version text
);

create type weir.usage_line as (
  meter text,
  quantity bigint,
  bucket_id bigint,
  overrun boolean
);

-- Tables

create table weir.audit_log (
  recorded_at timestamp with time zone not null,
  entry_id uuid not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  target_id text not null,
  customer_id uuid,
  request_id text,
  details jsonb not null,
  constraint audit_log_pkey PRIMARY KEY (recorded_at, entry_id),
  constraint audit_log_action_format CHECK ((action ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'::text)),
  constraint audit_log_actor_id_length CHECK (((char_length(actor_id) >= 1) AND (char_length(actor_id) <= 100))),
  constraint audit_log_actor_kind_known CHECK ((actor_kind = ANY (ARRAY['user'::text, 'service_key'::text, 'admin_key'::text, 'command_line'::text]))),
  constraint audit_log_details_length CHECK (((jsonb_typeof(details) = 'object'::text) AND (octet_length((details)::text) <= 4000))),
  constraint audit_log_request_id_length CHECK (((char_length(request_id) >= 1) AND (char_length(request_id) <= 100))),
  constraint audit_log_target_id_length CHECK (((char_length(target_id) >= 1) AND (char_length(target_id) <= 200)))
);
alter table weir.audit_log owner to weir_owner;
alter table weir.audit_log enable row level security;
alter table weir.audit_log force row level security;
create policy audit_log_engine on weir.audit_log as permissive for all to weir_engine using (true) with check (true);
grant insert, select on weir.audit_log to weir_engine;
CREATE INDEX audit_log_customer_id_idx ON weir.audit_log USING btree (customer_id, recorded_at, entry_id) WHERE (customer_id IS NOT NULL);
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE ON weir.audit_log FOR EACH ROW EXECUTE FUNCTION weir.audit_log_refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON weir.audit_log FOR EACH STATEMENT EXECUTE FUNCTION weir.audit_log_refuse_change();

create table weir.billing_customers (
  provider text not null,
  mode text not null,
  buyer_id text not null,
  customer_id uuid,
  customer_version text,
  deleted boolean not null,
  version_at timestamp with time zone not null,
  version_rank integer not null,
  version_tie text not null,
  constraint billing_customers_pkey PRIMARY KEY (provider, mode, buyer_id),
  constraint billing_customers_buyer_id_length CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 255))),
  constraint billing_customers_customer_version_length CHECK ((char_length(customer_version) <= 100)),
  constraint billing_customers_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_customers_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text]))),
  constraint billing_customers_version_tie_length CHECK ((char_length(version_tie) <= 64))
);
alter table weir.billing_customers owner to weir_owner;
alter table weir.billing_customers enable row level security;
alter table weir.billing_customers force row level security;
create policy billing_customers_engine on weir.billing_customers as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_customers to weir_engine;
CREATE INDEX billing_customers_customer_id_idx ON weir.billing_customers USING btree (customer_id);

create table weir.billing_dues (
  customer_id uuid not null,
  due_at timestamp with time zone not null,
  constraint billing_dues_pkey PRIMARY KEY (customer_id),
  constraint billing_dues_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES weir.customers(customer_id)
);
alter table weir.billing_dues owner to weir_owner;
alter table weir.billing_dues enable row level security;
alter table weir.billing_dues force row level security;
create policy billing_dues_engine on weir.billing_dues as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_dues to weir_engine;
CREATE INDEX billing_dues_due_at_idx ON weir.billing_dues USING btree (due_at);

create table weir.billing_payment_links (
  provider text not null,
  mode text not null,
  intent_id text not null,
  payment_id text not null,
  constraint billing_payment_links_pkey PRIMARY KEY (provider, mode, intent_id, payment_id),
  constraint billing_payment_links_intent_id_length CHECK (((char_length(intent_id) >= 1) AND (char_length(intent_id) <= 255))),
  constraint billing_payment_links_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_payment_links_payment_id_length CHECK (((char_length(payment_id) >= 1) AND (char_length(payment_id) <= 255))),
  constraint billing_payment_links_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text])))
);
alter table weir.billing_payment_links owner to weir_owner;
alter table weir.billing_payment_links enable row level security;
alter table weir.billing_payment_links force row level security;
create policy billing_payment_links_engine on weir.billing_payment_links as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_payment_links to weir_engine;
CREATE INDEX billing_payment_links_payment_id_idx ON weir.billing_payment_links USING btree (provider, mode, payment_id);

create table weir.billing_payments (
  provider text not null,
  mode text not null,
  object_id text not null,
  customer_id uuid,
  customer_version text,
  buyer_id text,
  subscription_id text,
  price_id text,
  state text not null,
  made_at timestamp with time zone not null,
  amount_minor bigint not null,
  refunded_minor bigint not null,
  currency text not null,
  version_at timestamp with time zone not null,
  version_rank integer not null,
  version_tie text not null,
  intent_id text,
  constraint billing_payments_pkey PRIMARY KEY (provider, mode, object_id),
  constraint billing_payments_amounts_not_negative CHECK ((LEAST(amount_minor, refunded_minor) >= 0)),
  constraint billing_payments_buyer_id_length CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 255))),
  constraint billing_payments_currency_format CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint billing_payments_customer_version_length CHECK ((char_length(customer_version) <= 100)),
  constraint billing_payments_intent_id_length CHECK (((char_length(intent_id) >= 1) AND (char_length(intent_id) <= 255))),
  constraint billing_payments_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_payments_object_id_length CHECK (((char_length(object_id) >= 1) AND (char_length(object_id) <= 255))),
  constraint billing_payments_price_id_length CHECK (((char_length(price_id) >= 1) AND (char_length(price_id) <= 255))),
  constraint billing_payments_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text]))),
  constraint billing_payments_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'failed'::text, 'paid'::text, 'partly_refunded'::text, 'refunded'::text, 'disputed'::text, 'charged_back'::text, 'void'::text]))),
  constraint billing_payments_subscription_id_length CHECK (((char_length(subscription_id) >= 1) AND (char_length(subscription_id) <= 255))),
  constraint billing_payments_version_tie_length CHECK ((char_length(version_tie) <= 64))
);
alter table weir.billing_payments owner to weir_owner;
alter table weir.billing_payments enable row level security;
alter table weir.billing_payments force row level security;
create policy billing_payments_engine on weir.billing_payments as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_payments to weir_engine;
CREATE INDEX billing_payments_customer_id_idx ON weir.billing_payments USING btree (customer_id);
CREATE INDEX billing_payments_intent_id_idx ON weir.billing_payments USING btree (provider, mode, intent_id) WHERE (intent_id IS NOT NULL);
CREATE INDEX billing_payments_subscription_id_idx ON weir.billing_payments USING btree (provider, mode, subscription_id);

create table weir.billing_reconciles (
  provider text not null,
  mode text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  seen integer default 0 not null,
  repaired integer default 0 not null,
  constraint billing_reconciles_pkey PRIMARY KEY (provider, mode),
  constraint billing_reconciles_counts_not_negative CHECK ((LEAST(seen, repaired) >= 0)),
  constraint billing_reconciles_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_reconciles_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text])))
);
alter table weir.billing_reconciles owner to weir_owner;
alter table weir.billing_reconciles enable row level security;
alter table weir.billing_reconciles force row level security;
create policy billing_reconciles_engine on weir.billing_reconciles as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_reconciles to weir_engine;

create table weir.billing_rules (
  singleton boolean default true not null,
  mode text not null,
  deployment text not null,
  past_due_grace interval not null,
  updated_at timestamp with time zone not null,
  constraint billing_rules_pkey PRIMARY KEY (singleton),
  constraint billing_rules_deployment_known CHECK ((deployment = ANY (ARRAY['development'::text, 'production'::text]))),
  constraint billing_rules_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_rules_past_due_grace_not_negative CHECK ((past_due_grace >= '00:00:00'::interval)),
  constraint billing_rules_singleton_true CHECK (singleton)
);
alter table weir.billing_rules owner to weir_owner;
alter table weir.billing_rules enable row level security;
alter table weir.billing_rules force row level security;
create policy billing_rules_engine on weir.billing_rules as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_rules to weir_engine;

create table weir.billing_subscriptions (
  provider text not null,
  mode text not null,
  object_id text not null,
  customer_id uuid,
  customer_version text,
  buyer_id text not null,
  price_id text not null,
  status text not null,
  quantity bigint not null,
  period_starts_at timestamp with time zone,
  period_ends_at timestamp with time zone,
  trial_ends_at timestamp with time zone,
  ends_at timestamp with time zone,
  paused_free boolean not null,
  version_at timestamp with time zone not null,
  version_rank integer not null,
  version_tie text not null,
  constraint billing_subscriptions_pkey PRIMARY KEY (provider, mode, object_id),
  constraint billing_subscriptions_buyer_id_length CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 255))),
  constraint billing_subscriptions_customer_version_length CHECK ((char_length(customer_version) <= 100)),
  constraint billing_subscriptions_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_subscriptions_object_id_length CHECK (((char_length(object_id) >= 1) AND (char_length(object_id) <= 255))),
  constraint billing_subscriptions_price_id_length CHECK (((char_length(price_id) >= 1) AND (char_length(price_id) <= 255))),
  constraint billing_subscriptions_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text]))),
  constraint billing_subscriptions_quantity_positive CHECK ((quantity > 0)),
  constraint billing_subscriptions_status_known CHECK ((status = ANY (ARRAY['incomplete'::text, 'trialing'::text, 'active'::text, 'past_due'::text, 'unpaid'::text, 'paused'::text, 'ended'::text, 'never_paid'::text]))),
  constraint billing_subscriptions_version_tie_length CHECK ((char_length(version_tie) <= 64))
);
alter table weir.billing_subscriptions owner to weir_owner;
alter table weir.billing_subscriptions enable row level security;
alter table weir.billing_subscriptions force row level security;
create policy billing_subscriptions_engine on weir.billing_subscriptions as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_subscriptions to weir_engine;
CREATE INDEX billing_subscriptions_buyer_id_idx ON weir.billing_subscriptions USING btree (provider, mode, buyer_id);
CREATE INDEX billing_subscriptions_customer_id_idx ON weir.billing_subscriptions USING btree (customer_id);

create table weir.billing_webhook_events (
  provider text not null,
  event_key text not null,
  event_id uuid default gen_random_uuid() not null,
  mode text not null,
  event_type text not null,
  occurred_at timestamp with time zone,
  received_at timestamp with time zone not null,
  facts jsonb not null,
  state text default 'received'::text not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone not null,
  reason text,
  processed_at timestamp with time zone,
  constraint billing_webhook_events_pkey PRIMARY KEY (provider, event_key),
  constraint billing_webhook_events_event_id_unique UNIQUE (event_id),
  constraint billing_webhook_events_attempts_not_negative CHECK ((attempts >= 0)),
  constraint billing_webhook_events_event_key_length CHECK (((char_length(event_key) >= 1) AND (char_length(event_key) <= 255))),
  constraint billing_webhook_events_event_type_length CHECK (((char_length(event_type) >= 1) AND (char_length(event_type) <= 200))),
  constraint billing_webhook_events_facts_length CHECK ((octet_length((facts)::text) <= 65536)),
  constraint billing_webhook_events_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint billing_webhook_events_processed_at_state CHECK (((processed_at IS NULL) = (state = 'received'::text))),
  constraint billing_webhook_events_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text]))),
  constraint billing_webhook_events_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
  constraint billing_webhook_events_state_known CHECK ((state = ANY (ARRAY['received'::text, 'processed'::text, 'ignored'::text, 'parked'::text])))
);
alter table weir.billing_webhook_events owner to weir_owner;
alter table weir.billing_webhook_events enable row level security;
alter table weir.billing_webhook_events force row level security;
create policy billing_webhook_events_engine on weir.billing_webhook_events as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.billing_webhook_events to weir_engine;
CREATE INDEX billing_webhook_events_received_at_idx ON weir.billing_webhook_events USING btree (received_at, event_id);
CREATE INDEX billing_webhook_events_waiting_idx ON weir.billing_webhook_events USING btree (next_attempt_at) WHERE (state = 'received'::text);

create table weir.blueprint (
  singleton boolean default true not null,
  name text not null,
  customer_kind text not null,
  drop_in boolean not null,
  default_plan_development text,
  default_plan_production text,
  anonymous_gets_default_plan boolean not null,
  revision bigint not null,
  applied_at timestamp with time zone not null,
  upgrade_url text,
  constraint blueprint_pkey PRIMARY KEY (singleton),
  constraint blueprint_customer_kind_known CHECK ((customer_kind = ANY (ARRAY['personal'::text, 'organization'::text]))),
  constraint blueprint_default_plan_development_length CHECK (((char_length(default_plan_development) >= 1) AND (char_length(default_plan_development) <= 100))),
  constraint blueprint_default_plan_production_length CHECK (((char_length(default_plan_production) >= 1) AND (char_length(default_plan_production) <= 100))),
  constraint blueprint_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint blueprint_revision_positive CHECK ((revision > 0)),
  constraint blueprint_singleton_true CHECK (singleton),
  constraint blueprint_upgrade_url_length CHECK (((char_length(upgrade_url) >= 1) AND (char_length(upgrade_url) <= 200))),
  constraint blueprint_upgrade_url_scheme CHECK ((upgrade_url ~ '^https://'::text))
);
alter table weir.blueprint owner to weir_owner;
alter table weir.blueprint enable row level security;
alter table weir.blueprint force row level security;
create policy blueprint_engine on weir.blueprint as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.blueprint to weir_engine;

create table weir.blueprint_compat (
  singleton boolean default true not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint blueprint_compat_pkey PRIMARY KEY (singleton),
  constraint blueprint_compat_checksum_sha256 CHECK ((checksum ~ '^[0-9a-f]{64}$'::text)),
  constraint blueprint_compat_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint blueprint_compat_singleton_true CHECK (singleton)
);
alter table weir.blueprint_compat owner to weir_owner;
alter table weir.blueprint_compat enable row level security;
alter table weir.blueprint_compat force row level security;
create policy blueprint_compat_engine on weir.blueprint_compat as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.blueprint_compat to weir_engine;

create table weir.books (
  customer_id uuid not null,
  next_expiry timestamp with time zone default 'infinity'::timestamp with time zone not null,
  limited boolean default false not null,
  constraint books_pkey PRIMARY KEY (customer_id)
);
alter table weir.books owner to weir_owner;
alter table weir.books enable row level security;
alter table weir.books force row level security;
create policy books_engine on weir.books as permissive for all to weir_engine using (true) with check (true);
grant insert, select, update on weir.books to weir_engine;
CREATE INDEX books_limited_idx ON weir.books USING btree (customer_id) WHERE limited;
CREATE INDEX books_next_expiry_idx ON weir.books USING btree (next_expiry) WHERE (next_expiry < 'infinity'::timestamp with time zone);

create table weir.buckets (
  customer_id uuid not null,
  grant_id uuid not null,
  period_start timestamp with time zone not null,
  period_end timestamp with time zone not null,
  bucket_id bigint generated always as identity not null,
  granted bigint not null,
  overage_allowed bigint not null,
  used bigint default 0 not null,
  held bigint default 0 not null,
  meter text not null,
  constraint buckets_pkey PRIMARY KEY (customer_id, bucket_id),
  constraint buckets_grant_period_unique UNIQUE (customer_id, grant_id, period_start),
  constraint buckets_not_negative CHECK ((LEAST(granted, overage_allowed, used, held) >= 0)),
  constraint buckets_period_not_empty CHECK ((period_start < period_end)),
  constraint buckets_within_limit CHECK (((held - overage_allowed) <= (granted - used)))
) with (fillfactor=70);
alter table weir.buckets owner to weir_owner;
alter table weir.buckets enable row level security;
alter table weir.buckets force row level security;
create policy buckets_engine on weir.buckets as permissive for all to weir_engine using (true) with check (true);
grant insert, select, update on weir.buckets to weir_engine;

create table weir.checkout_keys (
  customer_id uuid not null,
  key text not null,
  request_hash bytea not null,
  checkout_id text,
  created_at timestamp with time zone not null,
  constraint checkout_keys_pkey PRIMARY KEY (customer_id, key),
  constraint checkout_keys_checkout_id_length CHECK (((char_length(checkout_id) >= 1) AND (char_length(checkout_id) <= 255))),
  constraint checkout_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255))),
  constraint checkout_keys_request_hash_sha256 CHECK ((octet_length(request_hash) = 32))
);
alter table weir.checkout_keys owner to weir_owner;
alter table weir.checkout_keys enable row level security;
alter table weir.checkout_keys force row level security;
create policy checkout_keys_engine on weir.checkout_keys as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.checkout_keys to weir_engine;

create table weir.customers (
  customer_id uuid not null,
  kind text not null,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  zone text default 'UTC'::text not null,
  constraint customers_pkey PRIMARY KEY (customer_id),
  constraint customers_deleted_at_after_created CHECK ((deleted_at >= created_at)),
  constraint customers_kind_known CHECK ((kind = ANY (ARRAY['personal'::text, 'organization'::text]))),
  constraint customers_zone_length CHECK (((char_length(zone) >= 1) AND (char_length(zone) <= 64)))
);
alter table weir.customers owner to weir_owner;
alter table weir.customers enable row level security;
alter table weir.customers force row level security;
create policy customers_engine on weir.customers as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.customers to weir_engine;
CREATE INDEX customers_created_at_idx ON weir.customers USING btree (created_at, customer_id);
CREATE TRIGGER customers_announce AFTER UPDATE OF deleted_at ON weir.customers FOR EACH ROW WHEN ((old.deleted_at IS DISTINCT FROM new.deleted_at)) EXECUTE FUNCTION weir.announce_customer();

create table weir.entitlements (
  customer_id uuid not null,
  key text not null,
  source text not null,
  plan_code text,
  plan_version integer,
  access_until timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint entitlements_pkey PRIMARY KEY (customer_id, key),
  constraint entitlements_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES weir.customers(customer_id),
  constraint entitlements_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 100))),
  constraint entitlements_plan_code_length CHECK (((char_length(plan_code) >= 1) AND (char_length(plan_code) <= 100))),
  constraint entitlements_source_length CHECK (((char_length(source) >= 1) AND (char_length(source) <= 300)))
);
alter table weir.entitlements owner to weir_owner;
alter table weir.entitlements enable row level security;
alter table weir.entitlements force row level security;
create policy entitlements_engine on weir.entitlements as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.entitlements to weir_engine;

create table weir.features (
  feature text not null,
  name text not null,
  capability text not null,
  entitlement text,
  prompt_code text not null,
  prompt_version integer not null,
  input jsonb not null,
  max_output_tokens integer not null,
  output text not null,
  charges jsonb not null,
  constraint features_pkey PRIMARY KEY (feature),
  constraint features_prompt_fkey FOREIGN KEY (prompt_code, prompt_version) REFERENCES weir.prompts(prompt_code, prompt_version),
  constraint features_capability_length CHECK (((char_length(capability) >= 1) AND (char_length(capability) <= 50))),
  constraint features_charges_array CHECK ((jsonb_typeof(charges) = 'array'::text)),
  constraint features_charges_length CHECK ((octet_length((charges)::text) <= 10000)),
  constraint features_entitlement_length CHECK (((char_length(entitlement) >= 1) AND (char_length(entitlement) <= 100))),
  constraint features_feature_length CHECK (((char_length(feature) >= 1) AND (char_length(feature) <= 100))),
  constraint features_input_array CHECK ((jsonb_typeof(input) = 'array'::text)),
  constraint features_input_length CHECK ((octet_length((input)::text) <= 100000)),
  constraint features_max_output_tokens_positive CHECK ((max_output_tokens > 0)),
  constraint features_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint features_output_known CHECK ((output = ANY (ARRAY['text'::text, 'json'::text]))),
  constraint features_prompt_code_length CHECK (((char_length(prompt_code) >= 1) AND (char_length(prompt_code) <= 100)))
);
alter table weir.features owner to weir_owner;
alter table weir.features enable row level security;
alter table weir.features force row level security;
create policy features_engine on weir.features as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.features to weir_engine;
CREATE INDEX features_prompt_idx ON weir.features USING btree (prompt_code, prompt_version);

create table weir.grants (
  customer_id uuid not null,
  grant_id uuid not null,
  meter text not null,
  source text not null,
  subscription_id uuid,
  priority integer not null,
  amount bigint not null,
  overage_allowed bigint default 0 not null,
  period text not null,
  anchor_at timestamp with time zone not null,
  effective_at timestamp with time zone not null,
  expires_at timestamp with time zone default 'infinity'::timestamp with time zone not null,
  created_at timestamp with time zone not null,
  overage_withheld bigint default 0 not null,
  zone text default 'UTC'::text not null,
  constraint grants_pkey PRIMARY KEY (customer_id, grant_id),
  constraint grants_plan_unique UNIQUE (customer_id, subscription_id, meter, period, anchor_at),
  constraint grants_amount_not_negative CHECK ((amount >= 0)),
  constraint grants_expires_at_after_effective CHECK ((expires_at >= effective_at)),
  constraint grants_overage_allowed_not_negative CHECK ((overage_allowed >= 0)),
  constraint grants_overage_withheld_not_negative CHECK ((overage_withheld >= 0)),
  constraint grants_period_known CHECK ((period = ANY (ARRAY['lifetime'::text, 'day'::text, 'calendar_month'::text, 'billing_month'::text]))),
  constraint grants_source_known CHECK ((source = ANY (ARRAY['plan'::text, 'purchase'::text, 'promotion'::text, 'admin'::text]))),
  constraint grants_subscription_id_plan CHECK (((source = 'plan'::text) = (subscription_id IS NOT NULL))),
  constraint grants_zone_length CHECK (((char_length(zone) >= 1) AND (char_length(zone) <= 64)))
);
alter table weir.grants owner to weir_owner;
alter table weir.grants enable row level security;
alter table weir.grants force row level security;
create policy grants_engine on weir.grants as permissive for all to weir_engine using (true) with check (true);
grant insert, select, update on weir.grants to weir_engine;
CREATE INDEX grants_active_idx ON weir.grants USING btree (customer_id, meter, expires_at);

create table weir.holds (
  customer_id uuid not null,
  hold_id uuid not null,
  reserved_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  posted_at timestamp with time zone,
  event_id uuid,
  user_id uuid,
  state text not null,
  feature text,
  void_reason text,
  lines weir.hold_line[] not null,
  tallies weir.tally_line[],
  constraint holds_pkey PRIMARY KEY (customer_id, hold_id),
  constraint holds_resolved_once CHECK ((((state = 'pending'::text) = (resolved_at IS NULL)) AND ((event_id IS NULL) = (posted_at IS NULL))))
) with (fillfactor=48);
alter table weir.holds owner to weir_owner;
alter table weir.holds enable row level security;
alter table weir.holds force row level security;
create policy holds_engine on weir.holds as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.holds to weir_engine;
CREATE INDEX holds_expiry_idx ON weir.holds USING btree (customer_id, expires_at) WHERE (expires_at > '-infinity'::timestamp with time zone);
CREATE INDEX holds_reserved_at_idx ON weir.holds USING brin (reserved_at);

create table weir.license_instances (
  provider text not null,
  mode text not null,
  license_id text not null,
  instance_id uuid not null,
  name text not null,
  activated_at timestamp with time zone not null,
  constraint license_instances_pkey PRIMARY KEY (provider, mode, license_id, instance_id),
  constraint license_instances_license_fkey FOREIGN KEY (provider, mode, license_id) REFERENCES weir.license_keys(provider, mode, object_id),
  constraint license_instances_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);
alter table weir.license_instances owner to weir_owner;
alter table weir.license_instances enable row level security;
alter table weir.license_instances force row level security;
create policy license_instances_engine on weir.license_instances as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.license_instances to weir_engine;

create table weir.license_keys (
  provider text not null,
  mode text not null,
  object_id text not null,
  customer_id uuid,
  customer_version text,
  buyer_id text,
  order_id text,
  product_id text not null,
  key_hash bytea not null,
  key_short text not null,
  state text not null,
  activation_limit bigint,
  expires_at timestamp with time zone,
  version_at timestamp with time zone not null,
  version_rank integer not null,
  version_tie text not null,
  constraint license_keys_pkey PRIMARY KEY (provider, mode, object_id),
  constraint license_keys_key_hash_unique UNIQUE (provider, mode, key_hash),
  constraint license_keys_activation_limit_positive CHECK ((activation_limit > 0)),
  constraint license_keys_buyer_id_length CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 255))),
  constraint license_keys_customer_version_length CHECK ((char_length(customer_version) <= 100)),
  constraint license_keys_key_hash_sha256 CHECK ((octet_length(key_hash) = 32)),
  constraint license_keys_key_short_length CHECK (((char_length(key_short) >= 1) AND (char_length(key_short) <= 20))),
  constraint license_keys_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint license_keys_object_id_length CHECK (((char_length(object_id) >= 1) AND (char_length(object_id) <= 255))),
  constraint license_keys_order_id_length CHECK (((char_length(order_id) >= 1) AND (char_length(order_id) <= 255))),
  constraint license_keys_product_id_length CHECK (((char_length(product_id) >= 1) AND (char_length(product_id) <= 255))),
  constraint license_keys_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text]))),
  constraint license_keys_state_known CHECK ((state = ANY (ARRAY['inactive'::text, 'active'::text, 'expired'::text, 'disabled'::text]))),
  constraint license_keys_version_tie_length CHECK ((char_length(version_tie) <= 64))
);
alter table weir.license_keys owner to weir_owner;
alter table weir.license_keys enable row level security;
alter table weir.license_keys force row level security;
create policy license_keys_engine on weir.license_keys as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.license_keys to weir_engine;
CREATE INDEX license_keys_buyer_id_idx ON weir.license_keys USING btree (provider, mode, buyer_id);
CREATE INDEX license_keys_customer_id_idx ON weir.license_keys USING btree (customer_id);
CREATE INDEX license_keys_key_hash_idx ON weir.license_keys USING btree (key_hash);
CREATE INDEX license_keys_order_id_idx ON weir.license_keys USING btree (provider, mode, order_id);

create table weir.members (
  customer_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null,
  constraint members_pkey PRIMARY KEY (customer_id, user_id),
  constraint members_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES weir.customers(customer_id),
  constraint members_role_known CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text])))
);
alter table weir.members owner to weir_owner;
alter table weir.members enable row level security;
alter table weir.members force row level security;
create policy members_engine on weir.members as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.members to weir_engine;
CREATE INDEX members_user_id_idx ON weir.members USING btree (user_id);
CREATE TRIGGER members_announce AFTER DELETE OR UPDATE ON weir.members FOR EACH ROW EXECUTE FUNCTION weir.announce_member();
CREATE TRIGGER members_announce_insert AFTER INSERT ON weir.members FOR EACH ROW WHEN ((new.user_id <> new.customer_id)) EXECUTE FUNCTION weir.announce_member();

create table weir.meters (
  meter text not null,
  unit text not null,
  limit_kind text not null,
  retired_at timestamp with time zone,
  late_events text default 'restate'::text not null,
  late_after_s integer default 86400 not null,
  future_s integer default 600 not null,
  constraint meters_pkey PRIMARY KEY (meter),
  constraint meters_future_s_range CHECK (((future_s >= 0) AND (future_s <= 86400))),
  constraint meters_late_after_s_range CHECK (((late_after_s >= 0) AND (late_after_s <= 3024000))),
  constraint meters_late_events_known CHECK ((late_events = ANY (ARRAY['restate'::text, 'receipt'::text, 'reject'::text]))),
  constraint meters_limit_kind_known CHECK ((limit_kind = ANY (ARRAY['granted'::text, 'none'::text]))),
  constraint meters_meter_length CHECK (((char_length(meter) >= 1) AND (char_length(meter) <= 100))),
  constraint meters_unit_length CHECK (((char_length(unit) >= 1) AND (char_length(unit) <= 50)))
);
alter table weir.meters owner to weir_owner;
alter table weir.meters enable row level security;
alter table weir.meters force row level security;
create policy meters_engine on weir.meters as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.meters to weir_engine;

create table weir.migrations (
  name text not null,
  checksum text not null,
  kind text not null,
  applied_at timestamp with time zone not null,
  constraint migrations_pkey PRIMARY KEY (name),
  constraint migrations_checksum_sha256 CHECK ((checksum ~ '^[0-9a-f]{64}$'::text)),
  constraint migrations_kind_known CHECK ((kind = ANY (ARRAY['migration'::text, 'repeatable'::text]))),
  constraint migrations_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);
alter table weir.migrations owner to weir_owner;
alter table weir.migrations enable row level security;
alter table weir.migrations force row level security;
create policy migrations_engine on weir.migrations as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.migrations to weir_engine;

create table weir.outbox (
  outbox_id uuid not null,
  customer_id uuid not null,
  created_at timestamp with time zone not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  reason text,
  mode text not null,
  bucket_id bigint not null,
  report_no integer not null,
  buyer_id text not null,
  event_name text not null,
  units bigint not null,
  per_units bigint not null,
  value bigint not null,
  occurred_at timestamp with time zone not null,
  state text default 'waiting'::text not null,
  claim_id uuid,
  claimed_at timestamp with time zone,
  unsure_since timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (outbox_id),
  constraint outbox_report_unique UNIQUE (customer_id, bucket_id, report_no),
  constraint outbox_report_fkey FOREIGN KEY (customer_id, bucket_id) REFERENCES weir.overage_reports(customer_id, bucket_id),
  constraint outbox_attempts_not_negative CHECK ((attempts >= 0)),
  constraint outbox_buyer_id_length CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 255))),
  constraint outbox_claim_complete CHECK (((claim_id IS NULL) = (claimed_at IS NULL))),
  constraint outbox_event_name_length CHECK (((char_length(event_name) >= 1) AND (char_length(event_name) <= 100))),
  constraint outbox_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint outbox_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
  constraint outbox_sent_at_state CHECK (((sent_at IS NULL) = (state <> 'sent'::text))),
  constraint outbox_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'parked'::text]))),
  constraint outbox_value_of_units CHECK (((value > 0) AND (per_units > 0) AND ((units)::numeric = ((value)::numeric * (per_units)::numeric))))
);
alter table weir.outbox owner to weir_owner;
alter table weir.outbox enable row level security;
alter table weir.outbox force row level security;
create policy outbox_engine on weir.outbox as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.outbox to weir_engine;
CREATE INDEX outbox_created_at_idx ON weir.outbox USING btree (created_at, outbox_id);
CREATE INDEX outbox_waiting_idx ON weir.outbox USING btree (mode, next_attempt_at) WHERE (state = 'waiting'::text);

create table weir.overage_reports (
  customer_id uuid not null,
  bucket_id bigint not null,
  mode text,
  event_name text,
  per_units bigint,
  buyer_id text,
  shift_units bigint default 0 not null,
  carried_units bigint default 0 not null,
  reported_units bigint default 0 not null,
  reports integer default 0 not null,
  reported_at timestamp with time zone,
  constraint overage_reports_pkey PRIMARY KEY (customer_id, bucket_id),
  constraint overage_reports_buyer_id_length CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 255))),
  constraint overage_reports_counts_not_negative CHECK ((LEAST(reported_units, (reports)::bigint) >= 0)),
  constraint overage_reports_event_name_length CHECK (((char_length(event_name) >= 1) AND (char_length(event_name) <= 100))),
  constraint overage_reports_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint overage_reports_per_units_positive CHECK ((per_units > 0)),
  constraint overage_reports_told_complete CHECK ((num_nulls(mode, event_name, per_units, buyer_id) = ANY (ARRAY[0, 4])))
);
alter table weir.overage_reports owner to weir_owner;
alter table weir.overage_reports enable row level security;
alter table weir.overage_reports force row level security;
create policy overage_reports_engine on weir.overage_reports as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.overage_reports to weir_engine;

create table weir.overruns (
  customer_id uuid not null,
  meter text not null,
  period_end timestamp with time zone not null,
  period_start timestamp with time zone not null,
  quantity bigint not null,
  constraint overruns_pkey PRIMARY KEY (customer_id, meter, period_end, period_start),
  constraint overruns_period_not_empty CHECK ((period_start < period_end)),
  constraint overruns_quantity_positive CHECK ((quantity > 0))
);
alter table weir.overruns owner to weir_owner;
alter table weir.overruns enable row level security;
alter table weir.overruns force row level security;
create policy overruns_engine on weir.overruns as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.overruns to weir_engine;

create table weir.plan_entitlements (
  plan_code text not null,
  plan_version integer not null,
  key text not null,
  kind text not null,
  value text,
  included bigint,
  hard_limit bigint,
  period text,
  meter text generated always as (
CASE
    WHEN (kind = 'metered'::text) THEN key
    ELSE NULL::text
END) stored,
  constraint plan_entitlements_pkey PRIMARY KEY (plan_code, plan_version, key),
  constraint plan_entitlements_meter_fkey FOREIGN KEY (meter) REFERENCES weir.meters(meter),
  constraint plan_entitlements_plan_fkey FOREIGN KEY (plan_code, plan_version) REFERENCES weir.plans(plan_code, plan_version),
  constraint plan_entitlements_included_range CHECK (((included >= 0) AND (included <= hard_limit))),
  constraint plan_entitlements_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 100))),
  constraint plan_entitlements_kind_known CHECK ((kind = ANY (ARRAY['boolean'::text, 'static'::text, 'metered'::text]))),
  constraint plan_entitlements_metered_complete CHECK ((((kind = 'metered'::text) = (included IS NOT NULL)) AND ((kind = 'metered'::text) = (hard_limit IS NOT NULL)) AND ((kind = 'metered'::text) = (period IS NOT NULL)))),
  constraint plan_entitlements_period_known CHECK ((period = ANY (ARRAY['lifetime'::text, 'day'::text, 'calendar_month'::text, 'billing_month'::text]))),
  constraint plan_entitlements_value_length CHECK ((char_length(value) <= 1000)),
  constraint plan_entitlements_value_static CHECK (((value IS NOT NULL) = (kind = 'static'::text)))
);
alter table weir.plan_entitlements owner to weir_owner;
alter table weir.plan_entitlements enable row level security;
alter table weir.plan_entitlements force row level security;
create policy plan_entitlements_engine on weir.plan_entitlements as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.plan_entitlements to weir_engine;
CREATE INDEX plan_entitlements_meter_idx ON weir.plan_entitlements USING btree (meter);

create table weir.plan_limits (
  plan_code text not null,
  plan_version integer not null,
  limit_code text not null,
  meter text not null,
  scope text not null,
  period text not null,
  window_s integer default 0 not null,
  amount bigint not null,
  catalog_meter text generated always as (
CASE
    WHEN (meter <> 'requests'::text) THEN meter
    ELSE NULL::text
END) stored,
  constraint plan_limits_pkey PRIMARY KEY (plan_code, plan_version, limit_code),
  constraint plan_limits_count_unique UNIQUE (plan_code, plan_version, meter, scope, period, window_s),
  constraint plan_limits_meter_fkey FOREIGN KEY (catalog_meter) REFERENCES weir.meters(meter),
  constraint plan_limits_plan_fkey FOREIGN KEY (plan_code, plan_version) REFERENCES weir.plans(plan_code, plan_version),
  constraint plan_limits_amount_not_negative CHECK ((amount >= 0)),
  constraint plan_limits_limit_code_length CHECK (((char_length(limit_code) >= 1) AND (char_length(limit_code) <= 100))),
  constraint plan_limits_period_known CHECK ((period = ANY (ARRAY['lifetime'::text, 'day'::text, 'calendar_month'::text, 'billing_month'::text, 'window'::text]))),
  constraint plan_limits_scope_known CHECK ((scope = ANY (ARRAY['customer'::text, 'member'::text, 'feature'::text]))),
  constraint plan_limits_window_s_range CHECK (
CASE
    WHEN (period = 'window'::text) THEN ((window_s >= 1) AND (window_s <= 86400))
    ELSE (window_s = 0)
END)
);
alter table weir.plan_limits owner to weir_owner;
alter table weir.plan_limits enable row level security;
alter table weir.plan_limits force row level security;
create policy plan_limits_engine on weir.plan_limits as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.plan_limits to weir_engine;
CREATE INDEX plan_limits_catalog_meter_idx ON weir.plan_limits USING btree (catalog_meter);

create table weir.plan_model_routing (
  plan_code text not null,
  capability text not null,
  provider text not null,
  model text not null,
  tier text not null,
  fallback_provider text,
  fallback_model text,
  fallback_tier text,
  first_byte_timeout_ms integer not null,
  timeout_ms integer not null,
  params jsonb not null,
  constraint plan_model_routing_pkey PRIMARY KEY (plan_code, capability),
  constraint plan_model_routing_capability_length CHECK (((char_length(capability) >= 1) AND (char_length(capability) <= 50))),
  constraint plan_model_routing_fallback_complete CHECK ((num_nulls(fallback_provider, fallback_model, fallback_tier) = ANY (ARRAY[0, 3]))),
  constraint plan_model_routing_fallback_model_length CHECK (((char_length(fallback_model) >= 1) AND (char_length(fallback_model) <= 200))),
  constraint plan_model_routing_fallback_provider_length CHECK (((char_length(fallback_provider) >= 1) AND (char_length(fallback_provider) <= 50))),
  constraint plan_model_routing_fallback_tier_length CHECK (((char_length(fallback_tier) >= 1) AND (char_length(fallback_tier) <= 50))),
  constraint plan_model_routing_first_byte_timeout_ms_range CHECK (((first_byte_timeout_ms >= 1) AND (first_byte_timeout_ms <= timeout_ms))),
  constraint plan_model_routing_model_length CHECK (((char_length(model) >= 1) AND (char_length(model) <= 200))),
  constraint plan_model_routing_params_length CHECK ((octet_length((params)::text) <= 10000)),
  constraint plan_model_routing_params_object CHECK ((jsonb_typeof(params) = 'object'::text)),
  constraint plan_model_routing_plan_code_length CHECK (((char_length(plan_code) >= 1) AND (char_length(plan_code) <= 100))),
  constraint plan_model_routing_provider_length CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 50))),
  constraint plan_model_routing_tier_length CHECK (((char_length(tier) >= 1) AND (char_length(tier) <= 50))),
  constraint plan_model_routing_timeout_ms_range CHECK (((timeout_ms >= 1) AND (timeout_ms <= 3600000)))
);
alter table weir.plan_model_routing owner to weir_owner;
alter table weir.plan_model_routing enable row level security;
alter table weir.plan_model_routing force row level security;
create policy plan_model_routing_engine on weir.plan_model_routing as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.plan_model_routing to weir_engine;

create table weir.plan_overages (
  plan_code text not null,
  mode text not null,
  meter text not null,
  event_name text not null,
  per_units bigint not null,
  since_at timestamp with time zone not null,
  constraint plan_overages_pkey PRIMARY KEY (plan_code, mode, meter),
  constraint plan_overages_meter_fkey FOREIGN KEY (meter) REFERENCES weir.meters(meter),
  constraint plan_overages_event_name_length CHECK (((char_length(event_name) >= 1) AND (char_length(event_name) <= 100))),
  constraint plan_overages_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint plan_overages_per_units_positive CHECK ((per_units > 0)),
  constraint plan_overages_plan_code_length CHECK (((char_length(plan_code) >= 1) AND (char_length(plan_code) <= 100)))
);
alter table weir.plan_overages owner to weir_owner;
alter table weir.plan_overages enable row level security;
alter table weir.plan_overages force row level security;
create policy plan_overages_engine on weir.plan_overages as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.plan_overages to weir_engine;
CREATE INDEX plan_overages_meter_idx ON weir.plan_overages USING btree (meter);

create table weir.plan_prices (
  provider text not null,
  mode text not null,
  price_id text not null,
  plan_code text not null,
  is_product boolean default false not null,
  retired_at timestamp with time zone,
  constraint plan_prices_pkey PRIMARY KEY (provider, mode, price_id),
  constraint plan_prices_mode_known CHECK ((mode = ANY (ARRAY['test'::text, 'live'::text]))),
  constraint plan_prices_plan_code_length CHECK (((char_length(plan_code) >= 1) AND (char_length(plan_code) <= 100))),
  constraint plan_prices_price_id_length CHECK (((char_length(price_id) >= 1) AND (char_length(price_id) <= 255))),
  constraint plan_prices_provider_known CHECK ((provider = ANY (ARRAY['stripe'::text, 'lemonsqueezy'::text])))
);
alter table weir.plan_prices owner to weir_owner;
alter table weir.plan_prices enable row level security;
alter table weir.plan_prices force row level security;
create policy plan_prices_engine on weir.plan_prices as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.plan_prices to weir_engine;
CREATE INDEX plan_prices_plan_code_idx ON weir.plan_prices USING btree (plan_code);

create table weir.plans (
  plan_code text not null,
  plan_version integer not null,
  name text not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  trial_days integer,
  constraint plans_pkey PRIMARY KEY (plan_code, plan_version),
  constraint plans_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint plans_plan_code_length CHECK (((char_length(plan_code) >= 1) AND (char_length(plan_code) <= 100))),
  constraint plans_plan_version_positive CHECK ((plan_version > 0)),
  constraint plans_trial_days_range CHECK (((trial_days >= 1) AND (trial_days <= 730)))
);
alter table weir.plans owner to weir_owner;
alter table weir.plans enable row level security;
alter table weir.plans force row level security;
create policy plans_engine on weir.plans as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.plans to weir_engine;

create table weir.prices (
  provider text not null,
  model text not null,
  tier text not null,
  price_version integer not null,
  effective_from timestamp with time zone not null,
  block_units bigint not null,
  input_nano_usd bigint not null,
  cached_input_nano_usd bigint not null,
  cache_write_nano_usd bigint not null,
  output_nano_usd bigint not null,
  long_context_above bigint,
  long_input_nano_usd bigint,
  long_cached_input_nano_usd bigint,
  long_cache_write_nano_usd bigint,
  long_output_nano_usd bigint,
  source text,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint prices_pkey PRIMARY KEY (provider, model, tier, price_version),
  constraint prices_block_units_positive CHECK ((block_units > 0)),
  constraint prices_long_context_above_positive CHECK ((long_context_above > 0)),
  constraint prices_long_context_complete CHECK ((num_nulls(long_context_above, long_input_nano_usd, long_cached_input_nano_usd, long_cache_write_nano_usd, long_output_nano_usd) = ANY (ARRAY[0, 5]))),
  constraint prices_long_rates_not_negative CHECK ((LEAST(long_input_nano_usd, long_cached_input_nano_usd, long_cache_write_nano_usd, long_output_nano_usd) >= 0)),
  constraint prices_model_length CHECK (((char_length(model) >= 1) AND (char_length(model) <= 200))),
  constraint prices_price_version_positive CHECK ((price_version > 0)),
  constraint prices_provider_length CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 50))),
  constraint prices_rates_not_negative CHECK ((LEAST(input_nano_usd, cached_input_nano_usd, cache_write_nano_usd, output_nano_usd) >= 0)),
  constraint prices_source_length CHECK ((char_length(source) <= 1000)),
  constraint prices_tier_length CHECK (((char_length(tier) >= 1) AND (char_length(tier) <= 50)))
);
alter table weir.prices owner to weir_owner;
alter table weir.prices enable row level security;
alter table weir.prices force row level security;
create policy prices_engine on weir.prices as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.prices to weir_engine;

create table weir.profiles (
  user_id uuid not null,
  display_name text,
  avatar_url text,
  locale text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  is_anonymous boolean default false not null,
  constraint profiles_pkey PRIMARY KEY (user_id),
  constraint profiles_avatar_url_length CHECK ((char_length(avatar_url) <= 2000)),
  constraint profiles_avatar_url_scheme CHECK ((avatar_url ~ '^https?://'::text)),
  constraint profiles_display_name_length CHECK (((char_length(display_name) >= 1) AND (char_length(display_name) <= 200))),
  constraint profiles_locale_format CHECK ((locale ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$'::text))
);
alter table weir.profiles owner to weir_owner;
alter table weir.profiles enable row level security;
alter table weir.profiles force row level security;
create policy profiles_engine on weir.profiles as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.profiles to weir_engine;
CREATE TRIGGER profiles_touch BEFORE UPDATE ON weir.profiles FOR EACH ROW WHEN (((CURRENT_USER <> 'weir_engine'::name) AND (NOT (new.updated_at IS DISTINCT FROM old.updated_at)))) EXECUTE FUNCTION weir.profiles_touch();

create table weir.prompts (
  prompt_code text not null,
  prompt_version integer not null,
  instructions text not null,
  user_template text not null,
  created_at timestamp with time zone not null,
  constraint prompts_pkey PRIMARY KEY (prompt_code, prompt_version),
  constraint prompts_instructions_length CHECK ((char_length(instructions) <= 100000)),
  constraint prompts_prompt_code_length CHECK (((char_length(prompt_code) >= 1) AND (char_length(prompt_code) <= 100))),
  constraint prompts_prompt_version_positive CHECK ((prompt_version > 0)),
  constraint prompts_user_template_length CHECK (((char_length(user_template) >= 1) AND (char_length(user_template) <= 100000)))
);
alter table weir.prompts owner to weir_owner;
alter table weir.prompts enable row level security;
alter table weir.prompts force row level security;
create policy prompts_engine on weir.prompts as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.prompts to weir_engine;

create table weir.service_keys (
  key_id uuid not null,
  name text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone default 'infinity'::timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  constraint service_keys_pkey PRIMARY KEY (key_id),
  constraint service_keys_secret_hash_unique UNIQUE (secret_hash),
  constraint service_keys_expires_at_after_created CHECK ((expires_at > created_at)),
  constraint service_keys_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint service_keys_name_one_line CHECK ((name !~ '[[:cntrl:]]'::text)),
  constraint service_keys_revoked_at_after_created CHECK ((revoked_at >= created_at)),
  constraint service_keys_scopes_known CHECK ((((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 4)) AND (scopes <@ ARRAY['metering:read'::text, 'metering:write'::text, 'admin:read'::text, 'admin:write'::text]))),
  constraint service_keys_secret_hash_sha256 CHECK ((octet_length(secret_hash) = 32))
);
alter table weir.service_keys owner to weir_owner;
alter table weir.service_keys enable row level security;
alter table weir.service_keys force row level security;
create policy service_keys_engine on weir.service_keys as permissive for all to weir_engine using (true) with check (true);
grant insert, select, update on weir.service_keys to weir_engine;
CREATE INDEX service_keys_created_at_idx ON weir.service_keys USING btree (created_at, key_id);

create table weir.spend_caps (
  customer_id uuid not null,
  meter text not null,
  amount bigint not null,
  updated_at timestamp with time zone not null,
  constraint spend_caps_pkey PRIMARY KEY (customer_id, meter),
  constraint spend_caps_amount_not_negative CHECK ((amount >= 0))
);
alter table weir.spend_caps owner to weir_owner;
alter table weir.spend_caps enable row level security;
alter table weir.spend_caps force row level security;
create policy spend_caps_engine on weir.spend_caps as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.spend_caps to weir_engine;

create table weir.subscriptions (
  customer_id uuid not null,
  subscription_id uuid not null,
  plan_code text not null,
  plan_version integer not null,
  status text not null,
  anchor_at timestamp with time zone not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  source text not null,
  trial_ends_at timestamp with time zone,
  ends_at timestamp with time zone generated always as (COALESCE(LEAST(ended_at,
CASE
    WHEN (status = 'trialing'::text) THEN trial_ends_at
    ELSE NULL::timestamp with time zone
END), 'infinity'::timestamp with time zone)) stored not null,
  constraint subscriptions_pkey PRIMARY KEY (customer_id, subscription_id),
  constraint subscriptions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES weir.customers(customer_id),
  constraint subscriptions_plan_fkey FOREIGN KEY (plan_code, plan_version) REFERENCES weir.plans(plan_code, plan_version),
  constraint subscriptions_ended_at_after_started CHECK ((ended_at >= started_at)),
  constraint subscriptions_plan_code_length CHECK (((char_length(plan_code) >= 1) AND (char_length(plan_code) <= 100))),
  constraint subscriptions_source_length CHECK (((char_length(source) >= 1) AND (char_length(source) <= 100))),
  constraint subscriptions_status_known CHECK ((status = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'paused'::text, 'canceled'::text, 'expired'::text]))),
  constraint subscriptions_trial_ends_at_after_started CHECK ((trial_ends_at > started_at))
);
alter table weir.subscriptions owner to weir_owner;
alter table weir.subscriptions enable row level security;
alter table weir.subscriptions force row level security;
create policy subscriptions_engine on weir.subscriptions as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.subscriptions to weir_engine;
CREATE INDEX subscriptions_plan_idx ON weir.subscriptions USING btree (plan_code, plan_version);
CREATE UNIQUE INDEX subscriptions_customer_id_current ON weir.subscriptions USING btree (customer_id) WHERE (ended_at IS NULL);

create table weir.tallies (
  customer_id uuid not null,
  tally_id bigint generated always as identity not null,
  period_start timestamp with time zone not null,
  period_end timestamp with time zone not null,
  used bigint default 0 not null,
  held bigint default 0 not null,
  window_s integer not null,
  meter text not null,
  scope text not null,
  scope_key text not null,
  period text not null,
  constraint tallies_pkey PRIMARY KEY (customer_id, tally_id),
  constraint tallies_count_unique UNIQUE (customer_id, meter, scope, scope_key, period, window_s, period_start),
  constraint tallies_held_not_negative CHECK ((held >= 0)),
  constraint tallies_period_known CHECK ((period = ANY (ARRAY['lifetime'::text, 'day'::text, 'calendar_month'::text, 'billing_month'::text, 'window'::text]))),
  constraint tallies_period_not_empty CHECK ((period_start < period_end)),
  constraint tallies_scope_key_length CHECK ((char_length(scope_key) <= 100)),
  constraint tallies_scope_known CHECK ((scope = ANY (ARRAY['customer'::text, 'member'::text, 'feature'::text]))),
  constraint tallies_used_not_negative CHECK ((used >= 0))
) with (fillfactor=70);
alter table weir.tallies owner to weir_owner;
alter table weir.tallies enable row level security;
alter table weir.tallies force row level security;
create policy tallies_engine on weir.tallies as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.tallies to weir_engine;
CREATE INDEX tallies_window_end_idx ON weir.tallies USING btree (period_end) WHERE (period = 'window'::text);

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
  constraint usage_daily_pkey PRIMARY KEY (customer_id, day, meter, feature)
) with (fillfactor=80);
alter table weir.usage_daily owner to weir_owner;
alter table weir.usage_daily enable row level security;
alter table weir.usage_daily force row level security;
create policy usage_daily_engine on weir.usage_daily as permissive for all to weir_engine using (true) with check (true);
grant insert, select, update on weir.usage_daily to weir_engine;

create table weir.usage_events (
  customer_id uuid not null,
  recorded_at timestamp with time zone not null,
  event_id uuid not null,
  occurred_at timestamp with time zone not null,
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
  tallies weir.tally_line[],
  corrects_event_id uuid,
  corrects_recorded_at timestamp with time zone,
  correction_reason text,
  claimed_at timestamp with time zone,
  overrun_periods tstzrange[],
  constraint usage_events_pkey PRIMARY KEY (customer_id, recorded_at, event_id),
  constraint usage_events_occurred_at_not_after_recorded CHECK ((occurred_at <= recorded_at)),
  constraint usage_events_quantities_not_negative CHECK (((corrects_event_id IS NOT NULL) OR (LEAST(input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd) >= 0)))
) partition by RANGE (recorded_at);
alter table weir.usage_events owner to weir_owner;
alter table weir.usage_events enable row level security;
alter table weir.usage_events force row level security;
create policy usage_events_engine on weir.usage_events as permissive for all to weir_engine using (true) with check (true);
grant insert, select on weir.usage_events to weir_engine;
CREATE INDEX usage_events_corrects_idx ON ONLY weir.usage_events USING btree (customer_id, corrects_event_id) WHERE (corrects_event_id IS NOT NULL);
CREATE INDEX usage_events_late_idx ON ONLY weir.usage_events USING btree (customer_id, occurred_at) WHERE ((recorded_at - occurred_at) > '01:00:00'::interval);
CREATE TRIGGER usage_events_append_only BEFORE DELETE OR UPDATE ON weir.usage_events FOR EACH ROW EXECUTE FUNCTION weir.usage_events_refuse_change();
CREATE TRIGGER usage_events_no_truncate BEFORE TRUNCATE ON weir.usage_events FOR EACH STATEMENT EXECUTE FUNCTION weir.usage_events_refuse_change();

create table weir.usage_keys (
  customer_id uuid not null,
  kind text not null,
  key text not null,
  request_hash bytea,
  hold_id uuid,
  event_id uuid,
  recorded_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint usage_keys_pkey PRIMARY KEY (customer_id, kind, key),
  constraint usage_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 300))),
  constraint usage_keys_kind_known CHECK ((kind = ANY (ARRAY['request'::text, 'event'::text]))),
  constraint usage_keys_recorded_at_event CHECK (((event_id IS NULL) = (recorded_at IS NULL))),
  constraint usage_keys_request_hash_sha256 CHECK ((octet_length(request_hash) = 32)),
  constraint usage_keys_target CHECK ((num_nonnulls(hold_id, event_id) = 1))
);
alter table weir.usage_keys owner to weir_owner;
alter table weir.usage_keys enable row level security;
alter table weir.usage_keys force row level security;
create policy usage_keys_engine on weir.usage_keys as permissive for all to weir_engine using (true) with check (true);
grant delete, insert, select, update on weir.usage_keys to weir_engine;
CREATE INDEX usage_keys_created_at_idx ON weir.usage_keys USING brin (created_at);

create table weir.usage_monthly (
  customer_id uuid not null,
  month date not null,
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
  constraint usage_monthly_pkey PRIMARY KEY (customer_id, month, meter, feature)
) with (fillfactor=80);
alter table weir.usage_monthly owner to weir_owner;
alter table weir.usage_monthly enable row level security;
alter table weir.usage_monthly force row level security;
create policy usage_monthly_engine on weir.usage_monthly as permissive for all to weir_engine using (true) with check (true);
grant insert, select, update on weir.usage_monthly to weir_engine;

-- Views

-- Functions

create function weir.add_plan_version(p_plan_code text, p_plan_version integer, p_name text, p_trial_days integer, p_entitlements jsonb, p_limits jsonb, p_now timestamp with time zone)
  returns void language sql volatile set search_path="" as 'sha256 f98a64969b56';
alter function weir.add_plan_version(p_plan_code text, p_plan_version integer, p_name text, p_trial_days integer, p_entitlements jsonb, p_limits jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.admin_assign_plan(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_plan_code text, p_when text)
  returns TABLE(status text, effective_at timestamp with time zone) language plpgsql volatile security definer set search_path="" as 'sha256 94a0b49ebff4';
alter function weir.admin_assign_plan(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_plan_code text, p_when text) owner to weir_engine;
grant execute on function weir.admin_assign_plan(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_plan_code text, p_when text) to weir_app;

create function weir.admin_billing(p_now timestamp with time zone, p_customer_id uuid)
  returns jsonb language sql stable security definer set search_path="" as 'sha256 c6d670085229';
alter function weir.admin_billing(p_now timestamp with time zone, p_customer_id uuid) owner to weir_engine;
grant execute on function weir.admin_billing(p_now timestamp with time zone, p_customer_id uuid) to weir_app;

create function weir.admin_correct(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint)
  returns TABLE(status text, event_id uuid, overrun_meters text[], overrun_units bigint[], lost_meters text[], lost_units bigint[]) language plpgsql volatile security definer set search_path="" as 'sha256 9b9b99bf79c2';
alter function weir.admin_correct(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint) owner to weir_engine;
grant execute on function weir.admin_correct(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint) to weir_app;

create function weir.admin_customers(p_now timestamp with time zone, p_customer_id uuid, p_user_id uuid, p_before_created_at timestamp with time zone, p_before_customer_id uuid, p_limit integer)
  returns TABLE(customer_id uuid, kind text, created_at timestamp with time zone, deleted_at timestamp with time zone, status text, plan_code text, plan_version integer, period_start timestamp with time zone, period_end timestamp with time zone) language plpgsql stable security definer set search_path="" as 'sha256 3d821d9f3af2';
alter function weir.admin_customers(p_now timestamp with time zone, p_customer_id uuid, p_user_id uuid, p_before_created_at timestamp with time zone, p_before_customer_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.admin_customers(p_now timestamp with time zone, p_customer_id uuid, p_user_id uuid, p_before_created_at timestamp with time zone, p_before_customer_id uuid, p_limit integer) to weir_app;

create function weir.admin_grant_units(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamp with time zone, p_expires_at timestamp with time zone)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 44331e12c618';
alter function weir.admin_grant_units(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamp with time zone, p_expires_at timestamp with time zone) owner to weir_engine;
grant execute on function weir.admin_grant_units(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamp with time zone, p_expires_at timestamp with time zone) to weir_app;

create function weir.admin_grants(p_now timestamp with time zone, p_customer_id uuid, p_before_created_at timestamp with time zone, p_before_grant_id uuid, p_limit integer)
  returns TABLE(grant_id uuid, meter text, source text, priority integer, amount bigint, overage_allowed bigint, period text, effective_at timestamp with time zone, expires_at timestamp with time zone, created_at timestamp with time zone, period_start timestamp with time zone, period_end timestamp with time zone, used bigint, held bigint) language sql stable security definer set search_path="" as 'sha256 e99aa553200a';
alter function weir.admin_grants(p_now timestamp with time zone, p_customer_id uuid, p_before_created_at timestamp with time zone, p_before_grant_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.admin_grants(p_now timestamp with time zone, p_customer_id uuid, p_before_created_at timestamp with time zone, p_before_grant_id uuid, p_limit integer) to weir_app;

create function weir.admin_holds(p_customer_id uuid, p_state text, p_before_expires_at timestamp with time zone, p_before_hold_id uuid, p_limit integer)
  returns TABLE(hold_id uuid, user_id uuid, feature text, state text, reserved_at timestamp with time zone, expires_at timestamp with time zone, resolved_at timestamp with time zone, event_id uuid, void_reason text, line_meters text[], line_quantities bigint[]) language plpgsql stable security definer set enable_bitmapscan=off set enable_seqscan=off set enable_sort=off set search_path="" as 'sha256 3c049c7dbd39';
alter function weir.admin_holds(p_customer_id uuid, p_state text, p_before_expires_at timestamp with time zone, p_before_hold_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.admin_holds(p_customer_id uuid, p_state text, p_before_expires_at timestamp with time zone, p_before_hold_id uuid, p_limit integer) to weir_app;

create function weir.admin_members(p_customer_id uuid, p_limit integer)
  returns TABLE(user_id uuid, role text, created_at timestamp with time zone) language sql stable security definer set search_path="" as 'sha256 7829d7f754eb';
alter function weir.admin_members(p_customer_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.admin_members(p_customer_id uuid, p_limit integer) to weir_app;

create function weir.admin_recompute_billing(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 24d95760469c';
alter function weir.admin_recompute_billing(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid) owner to weir_engine;
grant execute on function weir.admin_recompute_billing(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid) to weir_app;

create function weir.admin_replay_overage_message(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_outbox_id uuid)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 dcfd3806de78';
alter function weir.admin_replay_overage_message(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_outbox_id uuid) owner to weir_engine;
grant execute on function weir.admin_replay_overage_message(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_outbox_id uuid) to weir_app;

create function weir.admin_replay_webhook(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_event_id uuid)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 c38626f36ad2';
alter function weir.admin_replay_webhook(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_event_id uuid) owner to weir_engine;
grant execute on function weir.admin_replay_webhook(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_event_id uuid) to weir_app;

create function weir.admin_revoke_grant(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid)
  returns TABLE(status text, lost bigint) language plpgsql volatile security definer set search_path="" as 'sha256 b49da8238e2d';
alter function weir.admin_revoke_grant(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid) owner to weir_engine;
grant execute on function weir.admin_revoke_grant(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid) to weir_app;

create function weir.admin_set_spend_cap(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_meter text, p_amount bigint)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 c06ad4edf282';
alter function weir.admin_set_spend_cap(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_meter text, p_amount bigint) owner to weir_engine;
grant execute on function weir.admin_set_spend_cap(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_meter text, p_amount bigint) to weir_app;

create function weir.admin_void_hold(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_hold_id uuid)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 b9a7c2a1ff0e';
alter function weir.admin_void_hold(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_hold_id uuid) owner to weir_engine;
grant execute on function weir.admin_void_hold(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_hold_id uuid) to weir_app;

create function weir.announce_customer()
  returns trigger language plpgsql volatile set search_path="" as 'sha256 c22db8643d2e';
alter function weir.announce_customer() owner to weir_owner;

create function weir.announce_member()
  returns trigger language plpgsql volatile set search_path="" as 'sha256 4ab40f2e3a4a';
alter function weir.announce_member() owner to weir_owner;

create function weir.apply_catalog(p_catalog jsonb, p_move_subscribers boolean, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile security definer set search_path="" as 'sha256 9fbf400be4f7';
alter function weir.apply_catalog(p_catalog jsonb, p_move_subscribers boolean, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_features(p_features jsonb)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 fc6d4cec1cde';
alter function weir.apply_catalog_features(p_features jsonb) owner to weir_engine;

create function weir.apply_catalog_meters(p_meters jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 ecfa20699b4f';
alter function weir.apply_catalog_meters(p_meters jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_plan_overages(p_plans jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 e56512d65075';
alter function weir.apply_catalog_plan_overages(p_plans jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_plan_prices(p_plans jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 77bb6e2a61fb';
alter function weir.apply_catalog_plan_prices(p_plans jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_plans(p_plans jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 3cc03b0a49fb';
alter function weir.apply_catalog_plans(p_plans jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_prices(p_prices jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 891349414bbe';
alter function weir.apply_catalog_prices(p_prices jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_prompts(p_features jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language sql volatile set search_path="" as 'sha256 d55b9fd94622';
alter function weir.apply_catalog_prompts(p_features jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.apply_catalog_routes(p_plans jsonb)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 b1f8cacaed0b';
alter function weir.apply_catalog_routes(p_plans jsonb) owner to weir_engine;

create function weir.apply_catalog_settings(p_catalog jsonb, p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 c09f4618a958';
alter function weir.apply_catalog_settings(p_catalog jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.assign_plan(p_customer_id uuid, p_plan_code text, p_source text, p_now timestamp with time zone, p_when text DEFAULT 'auto'::text)
  returns TABLE(customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text, plan_version integer, period_start timestamp with time zone, period_end timestamp with time zone, trial_ends_at timestamp with time zone, next_plan_code text, next_plan_version integer, next_at timestamp with time zone, source text, ends_at timestamp with time zone, paid_keys text[], paid_sources text[], paid_plans text[], paid_versions integer[], paid_until timestamp with time zone[], effective_at timestamp with time zone) language plpgsql volatile security definer set search_path="" as 'sha256 c24c763ba6e2';
alter function weir.assign_plan(p_customer_id uuid, p_plan_code text, p_source text, p_now timestamp with time zone, p_when text) owner to weir_engine;
grant execute on function weir.assign_plan(p_customer_id uuid, p_plan_code text, p_source text, p_now timestamp with time zone, p_when text) to weir_app;

create function weir.audit_blueprint()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 042abbcc65d4';
alter function weir.audit_blueprint() owner to weir_engine;
grant execute on function weir.audit_blueprint() to weir_app;

create function weir.audit_buckets()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set TimeZone=UTC set search_path="" as 'sha256 118313c04b6e';
alter function weir.audit_buckets() owner to weir_engine;
grant execute on function weir.audit_buckets() to weir_app;

create function weir.audit_durability()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set TimeZone=UTC set search_path="" as 'sha256 3230f5881405';
alter function weir.audit_durability() owner to weir_engine;
grant execute on function weir.audit_durability() to weir_app;

create function weir.audit_entitlements(p_now timestamp with time zone)
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set TimeZone=UTC set search_path="" as 'sha256 113ef1b81578';
alter function weir.audit_entitlements(p_now timestamp with time zone) owner to weir_engine;
grant execute on function weir.audit_entitlements(p_now timestamp with time zone) to weir_app;

create function weir.audit_functions(p_names text[], p_digests text[])
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 3140b0460724';
alter function weir.audit_functions(p_names text[], p_digests text[]) owner to weir_engine;
grant execute on function weir.audit_functions(p_names text[], p_digests text[]) to weir_app;

create function weir.audit_grants(p_functions text[], p_views text[])
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 fbe1d15764a9';
alter function weir.audit_grants(p_functions text[], p_views text[]) owner to weir_engine;
grant execute on function weir.audit_grants(p_functions text[], p_views text[]) to weir_app;

create function weir.audit_holds(p_now timestamp with time zone, p_grace interval)
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set TimeZone=UTC set search_path="" as 'sha256 3895b9f339c9';
alter function weir.audit_holds(p_now timestamp with time zone, p_grace interval) owner to weir_engine;
grant execute on function weir.audit_holds(p_now timestamp with time zone, p_grace interval) to weir_app;

create function weir.audit_keys(p_now timestamp with time zone, p_kept interval)
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set TimeZone=UTC set search_path="" as 'sha256 0abd017cb42c';
alter function weir.audit_keys(p_now timestamp with time zone, p_kept interval) owner to weir_engine;
grant execute on function weir.audit_keys(p_now timestamp with time zone, p_kept interval) to weir_app;

create function weir.audit_ledger()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 a5ba7d240ff6';
alter function weir.audit_ledger() owner to weir_engine;
grant execute on function weir.audit_ledger() to weir_app;

create function weir.audit_log_page(p_customer_id uuid, p_before_recorded_at timestamp with time zone, p_before_entry_id uuid, p_limit integer)
  returns TABLE(entry_id uuid, recorded_at timestamp with time zone, actor_kind text, actor_id text, action text, target_id text, customer_id uuid, request_id text, details text) language sql stable security definer set search_path="" as 'sha256 81e1abab1467';
alter function weir.audit_log_page(p_customer_id uuid, p_before_recorded_at timestamp with time zone, p_before_entry_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.audit_log_page(p_customer_id uuid, p_before_recorded_at timestamp with time zone, p_before_entry_id uuid, p_limit integer) to weir_app;

create function weir.audit_log_refuse_change()
  returns trigger language plpgsql volatile set search_path="" as 'sha256 335b04d30953';
alter function weir.audit_log_refuse_change() owner to weir_owner;

create function weir.audit_overage()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 c2aada88f330';
alter function weir.audit_overage() owner to weir_engine;
grant execute on function weir.audit_overage() to weir_app;

create function weir.audit_references()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 07714c87d347';
alter function weir.audit_references() owner to weir_engine;
grant execute on function weir.audit_references() to weir_app;

create function weir.audit_rollups()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 6d45e6810495';
alter function weir.audit_rollups() owner to weir_engine;
grant execute on function weir.audit_rollups() to weir_app;

create function weir.audit_row_security()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 400cc35d3e96';
alter function weir.audit_row_security() owner to weir_engine;
grant execute on function weir.audit_row_security() to weir_app;

create function weir.audit_rows()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set search_path="" as 'sha256 859a47d4073a';
alter function weir.audit_rows() owner to weir_engine;
grant execute on function weir.audit_rows() to weir_app;

create function weir.audit_tallies()
  returns TABLE(invariant integer, check_name text, customer_id uuid, relation text, key text, expected text, found text) language sql stable security definer set TimeZone=UTC set search_path="" as 'sha256 987f8eb63f95';
alter function weir.audit_tallies() owner to weir_engine;
grant execute on function weir.audit_tallies() to weir_app;

create function weir.balances(p_now timestamp with time zone, p_customer_ids uuid[], p_meters text[])
  returns TABLE(customer_id uuid, meter text, unit text, granted bigint, used bigint, held bigint, hard_limit bigint, resets_at timestamp with time zone) language plpgsql stable security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set enable_sort=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 52e03b8a3910';
alter function weir.balances(p_now timestamp with time zone, p_customer_ids uuid[], p_meters text[]) owner to weir_engine;
grant execute on function weir.balances(p_now timestamp with time zone, p_customer_ids uuid[], p_meters text[]) to weir_app;

create function weir.billed_customers()
  returns SETOF uuid language sql stable set search_path="" as 'sha256 7971c0f8e7ed';
alter function weir.billed_customers() owner to weir_engine;

create function weir.billing_access(p_status text, p_trial_ends_at timestamp with time zone, p_period_ends_at timestamp with time zone, p_ends_at timestamp with time zone, p_paused_free boolean, p_disputed boolean, p_failed_since timestamp with time zone, p_past_due_grace interval, OUT status_while text, OUT access_until timestamp with time zone, OUT status_then text)
  returns record language sql immutable set TimeZone=UTC set search_path="" as 'sha256 4249f288d2b2';
alter function weir.billing_access(p_status text, p_trial_ends_at timestamp with time zone, p_period_ends_at timestamp with time zone, p_ends_at timestamp with time zone, p_paused_free boolean, p_disputed boolean, p_failed_since timestamp with time zone, p_past_due_grace interval, OUT status_while text, OUT access_until timestamp with time zone, OUT status_then text) owner to weir_engine;

create function weir.billing_content(p_provider text, p_mode text, p_facts jsonb)
  returns TABLE(object text, content jsonb) language sql stable set search_path="" as 'sha256 6a4adf5610a5';
alter function weir.billing_content(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.billing_due_at(p_customer_id uuid, p_now timestamp with time zone)
  returns timestamp with time zone language sql stable set search_path="" as 'sha256 b0bc57d7d6d2';
alter function weir.billing_due_at(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.billing_entitlements(p_customer_id uuid, p_now timestamp with time zone)
  returns TABLE(key text, source text, plan_code text, plan_version integer, access_until timestamp with time zone) language sql stable set search_path="" as 'sha256 bec194f5fd07';
alter function weir.billing_entitlements(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.billing_event_page(p_event_id uuid, p_provider text, p_state text, p_before_received_at timestamp with time zone, p_before_event_id uuid, p_limit integer)
  returns TABLE(event_id uuid, provider text, event_key text, mode text, event_type text, occurred_at timestamp with time zone, received_at timestamp with time zone, state text, attempts integer, next_attempt_at timestamp with time zone, reason text, processed_at timestamp with time zone, facts text) language sql stable security definer set search_path="" as 'sha256 182666a3b23b';
alter function weir.billing_event_page(p_event_id uuid, p_provider text, p_state text, p_before_received_at timestamp with time zone, p_before_event_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.billing_event_page(p_event_id uuid, p_provider text, p_state text, p_before_received_at timestamp with time zone, p_before_event_id uuid, p_limit integer) to weir_app;

create function weir.billing_lock_key(p_kind text, p_provider text, p_mode text, p_id text)
  returns bigint language sql stable set search_path="" as 'sha256 cc9af1c7a674';
alter function weir.billing_lock_key(p_kind text, p_provider text, p_mode text, p_id text) owner to weir_engine;

create function weir.billing_offers(p_customer_id uuid, p_now timestamp with time zone)
  returns TABLE(source text, provider text, plan_code text, plan_version integer, status_while text, access_until timestamp with time zone, status_then text, anchor_at timestamp with time zone, worth numeric) language plpgsql stable set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 4863ae34f9ba';
alter function weir.billing_offers(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.billing_parties(p_provider text, p_mode text, p_facts jsonb)
  returns uuid[] language sql stable set search_path="" as 'sha256 b0e8933b7a80';
alter function weir.billing_parties(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.billing_plan(p_customer_id uuid, p_now timestamp with time zone)
  returns TABLE(plan_code text, plan_version integer, provider text, status text, anchor_at timestamp with time zone, trial_ends_at timestamp with time zone, access_until timestamp with time zone) language sql stable set search_path="" as 'sha256 4954b45dd670';
alter function weir.billing_plan(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.billing_rules_in_force(OUT mode text, OUT default_plan text, OUT past_due_grace interval)
  returns record language sql stable set search_path="" as 'sha256 fc391543f3fd';
alter function weir.billing_rules_in_force(OUT mode text, OUT default_plan text, OUT past_due_grace interval) owner to weir_engine;

create function weir.book_correction(p_event weir.usage_events, p_lines weir.usage_line[], p_periods tstzrange[], p_deltas bigint[])
  returns void language plpgsql volatile set search_path="" as 'sha256 cdfe550a62e0';
alter function weir.book_correction(p_event weir.usage_events, p_lines weir.usage_line[], p_periods tstzrange[], p_deltas bigint[]) owner to weir_engine;

create function weir.breakage(p_now timestamp with time zone, p_customer_id uuid, p_meter text)
  returns TABLE(meter text, unit text, grant_id uuid, source text, period_start timestamp with time zone, closed_at timestamp with time zone, granted bigint, used bigint, held bigint, units bigint) language plpgsql stable security definer set search_path="" as 'sha256 a3d58c7eef9a';
alter function weir.breakage(p_now timestamp with time zone, p_customer_id uuid, p_meter text) owner to weir_engine;
grant execute on function weir.breakage(p_now timestamp with time zone, p_customer_id uuid, p_meter text) to weir_app;

create function weir.bucket_amounts(p_grant weir.grants, p_period_start timestamp with time zone, OUT granted bigint, OUT overage_allowed bigint)
  returns record language plpgsql stable set search_path="" as 'sha256 df08686d3e73';
alter function weir.bucket_amounts(p_grant weir.grants, p_period_start timestamp with time zone, OUT granted bigint, OUT overage_allowed bigint) owner to weir_engine;

create function weir.bucket_period(p_period text, p_anchor timestamp with time zone, p_zone text, p_at timestamp with time zone, p_after timestamp with time zone, p_until timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone)
  returns record language plpgsql immutable parallel safe set search_path="" as 'sha256 8248d27f00f5';
alter function weir.bucket_period(p_period text, p_anchor timestamp with time zone, p_zone text, p_at timestamp with time zone, p_after timestamp with time zone, p_until timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone) owner to weir_engine;

create function weir.carried_units(p_customer_id uuid, p_grant_id uuid, p_period_start timestamp with time zone)
  returns bigint language plpgsql stable set search_path="" as 'sha256 47ac4c07891d';
alter function weir.carried_units(p_customer_id uuid, p_grant_id uuid, p_period_start timestamp with time zone) owner to weir_engine;

create function weir.change_subscription(p_customer_id uuid, p_subscription_id uuid, p_plan_code text, p_source text, p_from timestamp with time zone, p_now timestamp with time zone)
  returns void language plpgsql volatile set search_path="" as 'sha256 1d6607ec89c8';
alter function weir.change_subscription(p_customer_id uuid, p_subscription_id uuid, p_plan_code text, p_source text, p_from timestamp with time zone, p_now timestamp with time zone) owner to weir_engine;

create function weir.claim_checkout(p_now timestamp with time zone, p_customer_id uuid, p_key text, p_request_hash bytea)
  returns TABLE(outcome text, checkout_id text) language plpgsql volatile security definer set search_path="" as 'sha256 d3cd2ab98d00';
alter function weir.claim_checkout(p_now timestamp with time zone, p_customer_id uuid, p_key text, p_request_hash bytea) owner to weir_engine;
grant execute on function weir.claim_checkout(p_now timestamp with time zone, p_customer_id uuid, p_key text, p_request_hash bytea) to weir_app;

create function weir.claim_key(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid, p_key text, p_request_hash bytea)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 3b69c6f2319b';
alter function weir.claim_key(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid, p_key text, p_request_hash bytea) owner to weir_engine;
grant execute on function weir.claim_key(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid, p_key text, p_request_hash bytea) to weir_app;

create function weir.claim_license(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid)
  returns void language plpgsql volatile set search_path="" as 'sha256 27079d1828d1';
alter function weir.claim_license(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid) owner to weir_engine;

create function weir.claim_overage_message(p_now timestamp with time zone, p_mode text, p_lease interval)
  returns TABLE(outbox_id uuid, claim_id uuid, state text, buyer_id text, event_name text, value bigint, occurred_at timestamp with time zone, reason text) language sql volatile security definer set search_path="" as 'sha256 db4fbb0b2138';
alter function weir.claim_overage_message(p_now timestamp with time zone, p_mode text, p_lease interval) owner to weir_engine;
grant execute on function weir.claim_overage_message(p_now timestamp with time zone, p_mode text, p_lease interval) to weir_app;

create function weir.claim_reconcile(p_now timestamp with time zone, p_provider text, p_mode text, p_due timestamp with time zone)
  returns boolean language plpgsql volatile security definer set search_path="" as 'sha256 7e44397260c5';
alter function weir.claim_reconcile(p_now timestamp with time zone, p_provider text, p_mode text, p_due timestamp with time zone) owner to weir_engine;
grant execute on function weir.claim_reconcile(p_now timestamp with time zone, p_provider text, p_mode text, p_due timestamp with time zone) to weir_app;

create function weir.concerned_subscriptions(p_provider text, p_mode text, p_facts jsonb)
  returns SETOF text language sql stable set search_path="" as 'sha256 d294ec1b9971';
alter function weir.concerned_subscriptions(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.correct(p_now timestamp with time zone, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_recorded_at timestamp with time zone, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint)
  returns TABLE(status text, event_id uuid, overrun_meters text[], overrun_units bigint[], lost_meters text[], lost_units bigint[]) language plpgsql volatile security definer set search_path="" as 'sha256 408b890df7d0';
alter function weir.correct(p_now timestamp with time zone, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_recorded_at timestamp with time zone, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint) owner to weir_engine;
grant execute on function weir.correct(p_now timestamp with time zone, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_recorded_at timestamp with time zone, p_reason text, p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint) to weir_app;

create function weir.correction_lines(p_event weir.usage_events, p_meters text[], p_quantities bigint[], p_deltas bigint[], OUT below_zero text, OUT lines weir.usage_line[], OUT periods tstzrange[])
  returns record language plpgsql volatile set search_path="" as 'sha256 c949ca1bad88';
alter function weir.correction_lines(p_event weir.usage_events, p_meters text[], p_quantities bigint[], p_deltas bigint[], OUT below_zero text, OUT lines weir.usage_line[], OUT periods tstzrange[]) owner to weir_engine;

create function weir.create_service_key(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid, p_name text, p_secret_hash bytea, p_scopes text[], p_expires_at timestamp with time zone)
  returns TABLE(outcome text, key_id uuid, name text, scopes text[], created_at timestamp with time zone, expires_at timestamp with time zone, revoked_at timestamp with time zone, last_used_at timestamp with time zone) language plpgsql volatile security definer set search_path="" as 'sha256 f56fef08a508';
alter function weir.create_service_key(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid, p_name text, p_secret_hash bytea, p_scopes text[], p_expires_at timestamp with time zone) owner to weir_engine;
grant execute on function weir.create_service_key(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid, p_name text, p_secret_hash bytea, p_scopes text[], p_expires_at timestamp with time zone) to weir_app;

create function weir.customer_balances(p_at timestamp with time zone, p_customer_id uuid)
  returns TABLE(meter text, unit text, granted bigint, used bigint, held bigint, hard_limit bigint, resets_at timestamp with time zone) language plpgsql stable security definer set search_path="" as 'sha256 f95e952cf19a';
alter function weir.customer_balances(p_at timestamp with time zone, p_customer_id uuid) owner to weir_engine;
grant execute on function weir.customer_balances(p_at timestamp with time zone, p_customer_id uuid) to weir_app;

create function weir.customer_license(p_now timestamp with time zone, p_customer_id uuid)
  returns TABLE(key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamp with time zone, instance_ids uuid[], instance_names text[], activated_at timestamp with time zone[]) language plpgsql stable security definer set search_path="" as 'sha256 577d815f8801';
alter function weir.customer_license(p_now timestamp with time zone, p_customer_id uuid) owner to weir_engine;
grant execute on function weir.customer_license(p_now timestamp with time zone, p_customer_id uuid) to weir_app;

create function weir.customer_limits(p_at timestamp with time zone, p_customer_id uuid, p_user_id uuid, p_feature text)
  returns TABLE(limit_code text, meter text, unit text, scope text, scope_key text, period text, window_s integer, amount bigint, used bigint, held bigint, resets_at timestamp with time zone) language plpgsql stable security definer set search_path="" as 'sha256 e877643c2316';
alter function weir.customer_limits(p_at timestamp with time zone, p_customer_id uuid, p_user_id uuid, p_feature text) owner to weir_engine;
grant execute on function weir.customer_limits(p_at timestamp with time zone, p_customer_id uuid, p_user_id uuid, p_feature text) to weir_app;

create function weir.customer_snapshots(p_user_id uuid, p_now timestamp with time zone)
  returns TABLE(customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text, plan_version integer, period_start timestamp with time zone, period_end timestamp with time zone, trial_ends_at timestamp with time zone, next_plan_code text, next_plan_version integer, next_at timestamp with time zone, source text, ends_at timestamp with time zone, paid_keys text[], paid_sources text[], paid_plans text[], paid_versions integer[], paid_until timestamp with time zone[]) language sql stable set search_path="" as 'sha256 c14f7b65d43d';
alter function weir.customer_snapshots(p_user_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.doubled_subscriptions(p_mode text)
  returns TABLE(customer_id uuid, subscriptions text[]) language sql stable security definer set search_path="" as 'sha256 c4d6fdaaacee';
alter function weir.doubled_subscriptions(p_mode text) owner to weir_engine;
grant execute on function weir.doubled_subscriptions(p_mode text) to weir_app;

create function weir.end_subscription(p_customer_id uuid, p_now timestamp with time zone)
  returns void language plpgsql volatile set search_path="" as 'sha256 f87d6c39b3c2';
alter function weir.end_subscription(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.ensure_usage_partitions(p_now timestamp with time zone, p_months integer)
  returns integer language sql volatile security definer set search_path="" as 'sha256 026237bb4d8f';
alter function weir.ensure_usage_partitions(p_now timestamp with time zone, p_months integer) owner to weir_engine;
grant execute on function weir.ensure_usage_partitions(p_now timestamp with time zone, p_months integer) to weir_app;

create function weir.entitlement_text(p_kind text, p_value text, p_included bigint, p_hard_limit bigint, p_period text)
  returns text language sql immutable set search_path="" as 'sha256 9e87dbba2d54';
alter function weir.entitlement_text(p_kind text, p_value text, p_included bigint, p_hard_limit bigint, p_period text) owner to weir_engine;

create function weir.event_lines(p_customer_id uuid, p_event_id uuid, p_recorded_at timestamp with time zone)
  returns TABLE(meter text, bucket_id bigint, overrun boolean, period tstzrange, units bigint, place bigint) language plpgsql stable set search_path="" as 'sha256 fb8fb2d17897';
alter function weir.event_lines(p_customer_id uuid, p_event_id uuid, p_recorded_at timestamp with time zone) owner to weir_engine;

create function weir.event_times(p_now timestamp with time zone, p_modes text[], p_occurred_at timestamp with time zone[], p_line_ops integer[], p_line_meters text[], OUT statuses text[], OUT occurred_at timestamp with time zone[], OUT claimed_at timestamp with time zone[])
  returns record language plpgsql stable set search_path="" as 'sha256 e2254bdaaa47';
alter function weir.event_times(p_now timestamp with time zone, p_modes text[], p_occurred_at timestamp with time zone[], p_line_ops integer[], p_line_meters text[], OUT statuses text[], OUT occurred_at timestamp with time zone[], OUT claimed_at timestamp with time zone[]) owner to weir_engine;

create function weir.expire_due(p_now timestamp with time zone, p_customer_ids uuid[], p_limit integer)
  returns integer language plpgsql volatile set enable_sort=off set search_path="" as 'sha256 6a8fe79190dc';
alter function weir.expire_due(p_now timestamp with time zone, p_customer_ids uuid[], p_limit integer) owner to weir_engine;

create function weir.expire_holds(p_now timestamp with time zone, p_limit integer)
  returns integer language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set search_path="" as 'sha256 94baf6207ef4';
alter function weir.expire_holds(p_now timestamp with time zone, p_limit integer) owner to weir_engine;
grant execute on function weir.expire_holds(p_now timestamp with time zone, p_limit integer) to weir_app;

create function weir.explain(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer DEFAULT 10)
  returns jsonb language plpgsql stable security definer set search_path="" as 'sha256 bb76d91adec4';
alter function weir.explain(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer) owner to weir_engine;
grant execute on function weir.explain(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer) to weir_app;

create function weir.explain_events(p_customer_id uuid, p_meter text, p_last integer)
  returns jsonb language plpgsql stable set search_path="" as 'sha256 cac0dce41236';
alter function weir.explain_events(p_customer_id uuid, p_meter text, p_last integer) owner to weir_engine;

create function weir.explain_grants(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer)
  returns jsonb language plpgsql stable set search_path="" as 'sha256 8a06b835758b';
alter function weir.explain_grants(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer) owner to weir_engine;

create function weir.explain_holds(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer)
  returns jsonb language plpgsql stable set search_path="" as 'sha256 36fac5d251ab';
alter function weir.explain_holds(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer) owner to weir_engine;

create function weir.explain_limits(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer)
  returns jsonb language plpgsql stable set search_path="" as 'sha256 3aa4f9237060';
alter function weir.explain_limits(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_last integer) owner to weir_engine;

create function weir.extend(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_lease_ms bigint[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[])
  returns TABLE(op integer, status text, expires_at timestamp with time zone, meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint, resets_at timestamp with time zone, scope text, denial text) language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 4e22f306a999';
alter function weir.extend(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_lease_ms bigint[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) owner to weir_engine;
grant execute on function weir.extend(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_lease_ms bigint[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) to weir_app;

create function weir.find_buyer(p_customer_id uuid, p_mode text, p_providers text[])
  returns TABLE(provider text, buyer_id text) language sql stable security definer set search_path="" as 'sha256 11b862498fba';
alter function weir.find_buyer(p_customer_id uuid, p_mode text, p_providers text[]) owner to weir_engine;
grant execute on function weir.find_buyer(p_customer_id uuid, p_mode text, p_providers text[]) to weir_app;

create function weir.find_paid_subscription(p_customer_id uuid, p_mode text)
  returns TABLE(provider text, quantity bigint, period_starts_at timestamp with time zone, period_ends_at timestamp with time zone, trial_ends_at timestamp with time zone, ends_at timestamp with time zone, status text) language sql stable security definer set search_path="" as 'sha256 04889eca45bf';
alter function weir.find_paid_subscription(p_customer_id uuid, p_mode text) owner to weir_engine;
grant execute on function weir.find_paid_subscription(p_customer_id uuid, p_mode text) to weir_app;

create function weir.find_parties(p_ids uuid[])
  returns TABLE(id uuid, owner_id uuid, customer_ids uuid[]) language plpgsql stable security definer set search_path="" as 'sha256 c3e79071d2df';
alter function weir.find_parties(p_ids uuid[]) owner to weir_engine;
grant execute on function weir.find_parties(p_ids uuid[]) to weir_app;

create function weir.finish_overage_message(p_now timestamp with time zone, p_outbox_id uuid, p_claim_id uuid, p_outcome text, p_may_be_counted boolean, p_reason text, p_jitter double precision)
  returns text language sql volatile security definer set search_path="" as 'sha256 ba2d0d1a5386';
alter function weir.finish_overage_message(p_now timestamp with time zone, p_outbox_id uuid, p_claim_id uuid, p_outcome text, p_may_be_counted boolean, p_reason text, p_jitter double precision) owner to weir_engine;
grant execute on function weir.finish_overage_message(p_now timestamp with time zone, p_outbox_id uuid, p_claim_id uuid, p_outcome text, p_may_be_counted boolean, p_reason text, p_jitter double precision) to weir_app;

create function weir.finish_reconcile(p_now timestamp with time zone, p_provider text, p_mode text, p_seen integer, p_repaired integer)
  returns void language sql volatile security definer set search_path="" as 'sha256 1056a6cd7721';
alter function weir.finish_reconcile(p_now timestamp with time zone, p_provider text, p_mode text, p_seen integer, p_repaired integer) owner to weir_engine;
grant execute on function weir.finish_reconcile(p_now timestamp with time zone, p_provider text, p_mode text, p_seen integer, p_repaired integer) to weir_app;

create function weir.first_instant(p_local timestamp without time zone, p_zone text)
  returns timestamp with time zone language plpgsql immutable parallel safe set search_path="" as 'sha256 af294fd06591';
alter function weir.first_instant(p_local timestamp without time zone, p_zone text) owner to weir_engine;

create function weir.fold_billing_buyers(p_provider text, p_mode text, p_facts jsonb)
  returns void language sql volatile set search_path="" as 'sha256 6b58eedd039d';
alter function weir.fold_billing_buyers(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.fold_billing_facts(p_now timestamp with time zone, p_provider text, p_mode text, p_facts jsonb)
  returns TABLE(changed text[], customers uuid[]) language plpgsql volatile security definer set search_path="" as 'sha256 9e46bff52fa3';
alter function weir.fold_billing_facts(p_now timestamp with time zone, p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;
grant execute on function weir.fold_billing_facts(p_now timestamp with time zone, p_provider text, p_mode text, p_facts jsonb) to weir_app;

create function weir.fold_billing_licenses(p_provider text, p_mode text, p_facts jsonb)
  returns void language sql volatile set search_path="" as 'sha256 d2afb1e6be8c';
alter function weir.fold_billing_licenses(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.fold_billing_links(p_provider text, p_mode text, p_facts jsonb)
  returns void language sql volatile set search_path="" as 'sha256 1714ae39c3a5';
alter function weir.fold_billing_links(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.fold_billing_payments(p_provider text, p_mode text, p_facts jsonb)
  returns void language sql volatile set search_path="" as 'sha256 fd6a7e2463af';
alter function weir.fold_billing_payments(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.fold_billing_subscriptions(p_provider text, p_mode text, p_facts jsonb)
  returns void language sql volatile set search_path="" as 'sha256 f0d8154a7263';
alter function weir.fold_billing_subscriptions(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.follow_billing(p_customer_id uuid, p_now timestamp with time zone)
  returns boolean language plpgsql volatile set search_path="" as 'sha256 7a07968bb542';
alter function weir.follow_billing(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.get_profile(p_user_id uuid)
  returns TABLE(user_id uuid, display_name text, avatar_url text, locale text, updated_at timestamp with time zone) language sql stable security definer set search_path="" as 'sha256 057302776cdc';
alter function weir.get_profile(p_user_id uuid) owner to weir_engine;
grant execute on function weir.get_profile(p_user_id uuid) to weir_app;

create function weir.grant_denial(p_customer_id uuid, p_meter text, p_now timestamp with time zone, p_granted bigint, p_used numeric, p_held numeric, p_requested bigint, p_hard_limit bigint, p_resets_at timestamp with time zone)
  returns weir.denial language plpgsql stable set search_path="" as 'sha256 1e2c17fd7bd5';
alter function weir.grant_denial(p_customer_id uuid, p_meter text, p_now timestamp with time zone, p_granted bigint, p_used numeric, p_held numeric, p_requested bigint, p_hard_limit bigint, p_resets_at timestamp with time zone) owner to weir_engine;

create function weir.grant_units(p_now timestamp with time zone, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamp with time zone, p_expires_at timestamp with time zone)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 7e8c02ed5f26';
alter function weir.grant_units(p_now timestamp with time zone, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamp with time zone, p_expires_at timestamp with time zone) owner to weir_engine;
grant execute on function weir.grant_units(p_now timestamp with time zone, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text, p_priority integer, p_effective_at timestamp with time zone, p_expires_at timestamp with time zone) to weir_app;

create function weir.grown_lines(p_lines weir.hold_line[], p_added weir.hold_line[])
  returns weir.hold_line[] language plpgsql immutable set search_path="" as 'sha256 d92a5826329a';
alter function weir.grown_lines(p_lines weir.hold_line[], p_added weir.hold_line[]) owner to weir_engine;

create function weir.insert_subscription(p_customer_id uuid, p_plan_code text, p_source text, p_from timestamp with time zone, p_anchor timestamp with time zone, p_trial_ends_at timestamp with time zone)
  returns uuid language plpgsql volatile set search_path="" as 'sha256 51eab0010102';
alter function weir.insert_subscription(p_customer_id uuid, p_plan_code text, p_source text, p_from timestamp with time zone, p_anchor timestamp with time zone, p_trial_ends_at timestamp with time zone) owner to weir_engine;

create function weir.is_zone(p_zone text)
  returns boolean language sql stable set search_path="" as 'sha256 a9ae97fed08d';
alter function weir.is_zone(p_zone text) owner to weir_engine;

create function weir.license_activate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid, p_name text)
  returns TABLE(outcome text, key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamp with time zone, instance_name text) language plpgsql volatile security definer set search_path="" as 'sha256 70e05bf68a82';
alter function weir.license_activate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid, p_name text) owner to weir_engine;
grant execute on function weir.license_activate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid, p_name text) to weir_app;

create function weir.license_answer(p_now timestamp with time zone, p_provider text, p_mode text, p_object_id text)
  returns TABLE(key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamp with time zone) language sql stable set search_path="" as 'sha256 32cf637ae408';
alter function weir.license_answer(p_now timestamp with time zone, p_provider text, p_mode text, p_object_id text) owner to weir_engine;

create function weir.license_deactivate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid)
  returns TABLE(outcome text, key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamp with time zone, instance_name text) language plpgsql volatile security definer set search_path="" as 'sha256 a21bffa30e18';
alter function weir.license_deactivate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid) owner to weir_engine;
grant execute on function weir.license_deactivate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid) to weir_app;

create function weir.license_validate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid)
  returns TABLE(outcome text, key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamp with time zone, instance_name text) language plpgsql volatile security definer set search_path="" as 'sha256 0203805d4835';
alter function weir.license_validate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid) owner to weir_engine;
grant execute on function weir.license_validate(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid, p_instance_id uuid) to weir_app;

create function weir.limit_text(p_meter text, p_scope text, p_period text, p_window_s integer, p_amount bigint)
  returns text language sql immutable set search_path="" as 'sha256 57558891157c';
alter function weir.limit_text(p_meter text, p_scope text, p_period text, p_window_s integer, p_amount bigint) owner to weir_engine;

create function weir.link_version(p_at timestamp with time zone, p_rank integer, p_tie text)
  returns text language sql stable set TimeZone=UTC set search_path="" as 'sha256 c494f1c6c202';
alter function weir.link_version(p_at timestamp with time zone, p_rank integer, p_tie text) owner to weir_engine;

create function weir.linked_payments(p_provider text, p_mode text, p_facts jsonb)
  returns SETOF text language sql stable set search_path="" as 'sha256 22e13833e293';
alter function weir.linked_payments(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.load_catalog()
  returns jsonb language sql stable security definer set search_path="" as 'sha256 46a8d25a3846';
alter function weir.load_catalog() owner to weir_engine;
grant execute on function weir.load_catalog() to weir_app;

create function weir.load_catalog_features()
  returns jsonb language sql stable set search_path="" as 'sha256 3b12e200cd74';
alter function weir.load_catalog_features() owner to weir_engine;

create function weir.load_catalog_meters()
  returns jsonb language sql stable set search_path="" as 'sha256 1626c9e7c42a';
alter function weir.load_catalog_meters() owner to weir_engine;

create function weir.load_catalog_plans()
  returns jsonb language sql stable set search_path="" as 'sha256 643a25ea8edd';
alter function weir.load_catalog_plans() owner to weir_engine;

create function weir.load_catalog_prices()
  returns jsonb language sql stable set search_path="" as 'sha256 0b74f6664ac0';
alter function weir.load_catalog_prices() owner to weir_engine;

create function weir.lock_billing(p_provider text, p_mode text, p_facts jsonb)
  returns void language plpgsql volatile set search_path="" as 'sha256 ed037be33233';
alter function weir.lock_billing(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.lock_books(p_now timestamp with time zone, p_customer_ids uuid[])
  returns uuid[] language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 1b6ad7192cec';
alter function weir.lock_books(p_now timestamp with time zone, p_customer_ids uuid[]) owner to weir_engine;
grant execute on function weir.lock_books(p_now timestamp with time zone, p_customer_ids uuid[]) to weir_app;

create function weir.make_usage_partitions(p_now timestamp with time zone, p_months integer)
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 9ca36e4396ba';
alter function weir.make_usage_partitions(p_now timestamp with time zone, p_months integer) owner to weir_owner;
grant execute on function weir.make_usage_partitions(p_now timestamp with time zone, p_months integer) to weir_engine;

create function weir.move_subscribers(p_now timestamp with time zone)
  returns SETOF weir.catalog_change language plpgsql volatile set search_path="" as 'sha256 7ecfa14db93c';
alter function weir.move_subscribers(p_now timestamp with time zone) owner to weir_engine;

create function weir.note_checkout(p_customer_id uuid, p_key text, p_checkout_id text)
  returns text language sql volatile security definer set search_path="" as 'sha256 b6f40b6a7280';
alter function weir.note_checkout(p_customer_id uuid, p_key text, p_checkout_id text) owner to weir_engine;
grant execute on function weir.note_checkout(p_customer_id uuid, p_key text, p_checkout_id text) to weir_app;

create function weir.note_service_key_use(p_now timestamp with time zone, p_key_ids uuid[])
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 9dea81d239e5';
alter function weir.note_service_key_use(p_now timestamp with time zone, p_key_ids uuid[]) owner to weir_engine;
grant execute on function weir.note_service_key_use(p_now timestamp with time zone, p_key_ids uuid[]) to weir_app;

create function weir.on_user_created()
  returns trigger language plpgsql volatile security definer set search_path="" as 'sha256 311fd15a2afd';
alter function weir.on_user_created() owner to weir_engine;

create function weir.open_account(p_user_id uuid, p_default_plan text, p_now timestamp with time zone, p_anonymous boolean DEFAULT NULL::boolean)
  returns TABLE(customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text, plan_version integer, period_start timestamp with time zone, period_end timestamp with time zone, trial_ends_at timestamp with time zone, next_plan_code text, next_plan_version integer, next_at timestamp with time zone, source text, ends_at timestamp with time zone, paid_keys text[], paid_sources text[], paid_plans text[], paid_versions integer[], paid_until timestamp with time zone[]) language plpgsql volatile security definer set search_path="" as 'sha256 ef8c793f3f63';
alter function weir.open_account(p_user_id uuid, p_default_plan text, p_now timestamp with time zone, p_anonymous boolean) owner to weir_engine;
grant execute on function weir.open_account(p_user_id uuid, p_default_plan text, p_now timestamp with time zone, p_anonymous boolean) to weir_app;

create function weir.open_buckets(p_customer_ids uuid[], p_meters text[], p_instants timestamp with time zone[])
  returns TABLE(group_no integer, burn_no integer, bucket_id bigint, granted bigint, hard_limit bigint, used bigint, held bigint, period_start timestamp with time zone, closes_at timestamp with time zone, renews_at timestamp with time zone) language plpgsql volatile set search_path="" as 'sha256 271da9e4dedb';
alter function weir.open_buckets(p_customer_ids uuid[], p_meters text[], p_instants timestamp with time zone[]) owner to weir_engine;

create function weir.open_personal_customer(p_user_id uuid, p_anonymous boolean, p_now timestamp with time zone)
  returns void language sql volatile set search_path="" as 'sha256 1febc057ebe6';
alter function weir.open_personal_customer(p_user_id uuid, p_anonymous boolean, p_now timestamp with time zone) owner to weir_engine;

create function weir.overage_buyer(p_customer_id uuid, p_mode text, p_plan_code text)
  returns text language sql stable set search_path="" as 'sha256 39b6543454c9';
alter function weir.overage_buyer(p_customer_id uuid, p_mode text, p_plan_code text) owner to weir_engine;

create function weir.overage_lines(p_now timestamp with time zone, p_mode text, p_customer_ids uuid[])
  returns TABLE(customer_id uuid, bucket_id bigint, meter text, event_name text, per_units bigint, buyer_id text, occurred_at timestamp with time zone, counted bigint, reported bigint, reports integer) language sql stable set enable_hashjoin=off set enable_mergejoin=off set search_path="" as 'sha256 b1e24aa74aab';
alter function weir.overage_lines(p_now timestamp with time zone, p_mode text, p_customer_ids uuid[]) owner to weir_engine;

create function weir.overage_message_page(p_outbox_id uuid, p_customer_id uuid, p_state text, p_before_created_at timestamp with time zone, p_before_outbox_id uuid, p_limit integer)
  returns TABLE(outbox_id uuid, customer_id uuid, mode text, meter text, event_name text, buyer_id text, units bigint, value bigint, occurred_at timestamp with time zone, created_at timestamp with time zone, state text, attempts integer, next_attempt_at timestamp with time zone, reason text, sent_at timestamp with time zone) language sql stable security definer set search_path="" as 'sha256 2f4d3e6a8a18';
alter function weir.overage_message_page(p_outbox_id uuid, p_customer_id uuid, p_state text, p_before_created_at timestamp with time zone, p_before_outbox_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.overage_message_page(p_outbox_id uuid, p_customer_id uuid, p_state text, p_before_created_at timestamp with time zone, p_before_outbox_id uuid, p_limit integer) to weir_app;

create function weir.overrun_since(p_group integer, p_customer_ids uuid[], p_meters text[], p_instants timestamp with time zone[], p_groups integer[], p_units bigint[], p_starts timestamp with time zone[], p_ends timestamp with time zone[])
  returns numeric language plpgsql immutable set search_path="" as 'sha256 12aa77a8203a';
alter function weir.overrun_since(p_group integer, p_customer_ids uuid[], p_meters text[], p_instants timestamp with time zone[], p_groups integer[], p_units bigint[], p_starts timestamp with time zone[], p_ends timestamp with time zone[]) owner to weir_engine;

create function weir.period_at(p_period text, p_anchor timestamp with time zone, p_zone text, p_at timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone)
  returns record language plpgsql immutable parallel safe set search_path="" as 'sha256 3d017546e13a';
alter function weir.period_at(p_period text, p_anchor timestamp with time zone, p_zone text, p_at timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone) owner to weir_engine;

create function weir.plan_difference(p_plan_code text, p_plan_version integer, p_entitlements jsonb, p_limits jsonb)
  returns text language sql stable set search_path="" as 'sha256 c39c92c40f79';
alter function weir.plan_difference(p_plan_code text, p_plan_version integer, p_entitlements jsonb, p_limits jsonb) owner to weir_engine;

create function weir.plan_is_lower(p_from_code text, p_from_version integer, p_to_code text, p_to_version integer)
  returns boolean language sql stable set search_path="" as 'sha256 793adc8f369b';
alter function weir.plan_is_lower(p_from_code text, p_from_version integer, p_to_code text, p_to_version integer) owner to weir_engine;

create function weir.plan_period(p_plan_code text, p_plan_version integer, p_anchor timestamp with time zone, p_zone text, p_now timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone)
  returns record language plpgsql stable set search_path="" as 'sha256 7c7169293506';
alter function weir.plan_period(p_plan_code text, p_plan_version integer, p_anchor timestamp with time zone, p_zone text, p_now timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone) owner to weir_engine;

create function weir.post(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], p_occurred_at timestamp with time zone[] DEFAULT NULL::timestamp with time zone[], p_features text[] DEFAULT NULL::text[], p_capabilities text[] DEFAULT NULL::text[], p_providers text[] DEFAULT NULL::text[], p_models text[] DEFAULT NULL::text[], p_provider_request_ids text[] DEFAULT NULL::text[], p_project_ids text[] DEFAULT NULL::text[], p_document_ids text[] DEFAULT NULL::text[], p_input_tokens bigint[] DEFAULT NULL::bigint[], p_cached_input_tokens bigint[] DEFAULT NULL::bigint[], p_cache_write_tokens bigint[] DEFAULT NULL::bigint[], p_output_tokens bigint[] DEFAULT NULL::bigint[], p_reasoning_tokens bigint[] DEFAULT NULL::bigint[], p_costs_nano_usd bigint[] DEFAULT NULL::bigint[], p_price_versions integer[] DEFAULT NULL::integer[], p_provenances text[] DEFAULT NULL::text[], p_statuses text[] DEFAULT NULL::text[], p_error_codes text[] DEFAULT NULL::text[], p_tiers_requested text[] DEFAULT NULL::text[], p_tiers_served text[] DEFAULT NULL::text[], p_retried boolean[] DEFAULT NULL::boolean[], p_prompt_versions text[] DEFAULT NULL::text[])
  returns TABLE(op integer, status text, event_id uuid, overrun_meters text[], overrun_units bigint[], meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint, resets_at timestamp with time zone, scope text, denial text) language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 68855b419858';
alter function weir.post(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], p_occurred_at timestamp with time zone[], p_features text[], p_capabilities text[], p_providers text[], p_models text[], p_provider_request_ids text[], p_project_ids text[], p_document_ids text[], p_input_tokens bigint[], p_cached_input_tokens bigint[], p_cache_write_tokens bigint[], p_output_tokens bigint[], p_reasoning_tokens bigint[], p_costs_nano_usd bigint[], p_price_versions integer[], p_provenances text[], p_statuses text[], p_error_codes text[], p_tiers_requested text[], p_tiers_served text[], p_retried boolean[], p_prompt_versions text[]) owner to weir_engine;
grant execute on function weir.post(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], p_occurred_at timestamp with time zone[], p_features text[], p_capabilities text[], p_providers text[], p_models text[], p_provider_request_ids text[], p_project_ids text[], p_document_ids text[], p_input_tokens bigint[], p_cached_input_tokens bigint[], p_cache_write_tokens bigint[], p_output_tokens bigint[], p_reasoning_tokens bigint[], p_costs_nano_usd bigint[], p_price_versions integer[], p_provenances text[], p_statuses text[], p_error_codes text[], p_tiers_requested text[], p_tiers_served text[], p_retried boolean[], p_prompt_versions text[]) to weir_app;

create function weir.post_extras(p_modes text[], p_customer_ids uuid[], p_instants timestamp with time zone[], p_extra_ops integer[], p_extra_meters text[], p_extra_units bigint[], p_lines weir.usage_line[], p_released_buckets bigint[], p_released_units bigint[], p_book weir.tally_book, OUT line_ops integer[], OUT lines weir.usage_line[], OUT overrun_at integer[], OUT overrun_units bigint[], OUT overrun_starts timestamp with time zone[], OUT overrun_ends timestamp with time zone[], OUT denied_ops integer[], OUT denials weir.denial[])
  returns record language plpgsql volatile set search_path="" as 'sha256 fe18955c7eae';
alter function weir.post_extras(p_modes text[], p_customer_ids uuid[], p_instants timestamp with time zone[], p_extra_ops integer[], p_extra_meters text[], p_extra_units bigint[], p_lines weir.usage_line[], p_released_buckets bigint[], p_released_units bigint[], p_book weir.tally_book, OUT line_ops integer[], OUT lines weir.usage_line[], OUT overrun_at integer[], OUT overrun_units bigint[], OUT overrun_starts timestamp with time zone[], OUT overrun_ends timestamp with time zone[], OUT denied_ops integer[], OUT denials weir.denial[]) owner to weir_engine;

create function weir.post_groups(p_customer_ids uuid[], p_meters text[], p_instants timestamp with time zone[], p_lines weir.usage_line[], p_released_buckets bigint[], p_released_units bigint[], OUT group_from integer[], OUT group_to integer[], OUT group_granted bigint[], OUT group_limit bigint[], OUT group_overrun bigint[], OUT group_resets timestamp with time zone[], OUT slots integer[], OUT bucket_ids bigint[], OUT bucket_granted bigint[], OUT bucket_limit bigint[], OUT bucket_loads bigint[], OUT bucket_held bigint[], OUT bucket_starts timestamp with time zone[], OUT bucket_ends timestamp with time zone[])
  returns record language plpgsql volatile set search_path="" as 'sha256 ac406dbb1f46';
alter function weir.post_groups(p_customer_ids uuid[], p_meters text[], p_instants timestamp with time zone[], p_lines weir.usage_line[], p_released_buckets bigint[], p_released_units bigint[], OUT group_from integer[], OUT group_to integer[], OUT group_granted bigint[], OUT group_limit bigint[], OUT group_overrun bigint[], OUT group_resets timestamp with time zone[], OUT slots integer[], OUT bucket_ids bigint[], OUT bucket_granted bigint[], OUT bucket_limit bigint[], OUT bucket_loads bigint[], OUT bucket_held bigint[], OUT bucket_starts timestamp with time zone[], OUT bucket_ends timestamp with time zone[]) owner to weir_engine;

create function weir.post_keys(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_posting boolean[])
  returns void language plpgsql volatile set search_path="" as 'sha256 1c867b98832d';
alter function weir.post_keys(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_posting boolean[]) owner to weir_engine;

create function weir.post_replays(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_unknown uuid[], p_hold_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_occurred_at timestamp with time zone[], p_provenances text[], p_statuses text[])
  returns TABLE(op integer, status text, event_id uuid, late boolean, instant timestamp with time zone, held weir.hold_line[], tallies weir.tally_line[]) language plpgsql volatile set search_path="" as 'sha256 0de6930da569';
alter function weir.post_replays(p_now timestamp with time zone, p_modes text[], p_customer_ids uuid[], p_unknown uuid[], p_hold_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[], p_occurred_at timestamp with time zone[], p_provenances text[], p_statuses text[]) owner to weir_engine;

create function weir.price_json(p_price weir.prices)
  returns jsonb language sql stable set search_path="" as 'sha256 bb68c4f74334';
alter function weir.price_json(p_price weir.prices) owner to weir_engine;

create function weir.price_row(p_price jsonb, p_now timestamp with time zone)
  returns weir.prices language sql stable set search_path="" as 'sha256 e4d074e40e88';
alter function weir.price_row(p_price jsonb, p_now timestamp with time zone) owner to weir_engine;

create function weir.profiles_touch()
  returns trigger language plpgsql volatile set search_path="" as 'sha256 2f68bfa57775';
alter function weir.profiles_touch() owner to weir_owner;

create function weir.read_hold(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid)
  returns TABLE(state text, reserved_at timestamp with time zone, expires_at timestamp with time zone, user_id uuid, feature text, void_reason text, event_id uuid, late boolean, held_meters text[], held_units bigint[], used_meters text[], used_units bigint[], overrun_units bigint[]) language plpgsql stable security definer set search_path="" as 'sha256 2b82e3749130';
alter function weir.read_hold(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid) owner to weir_engine;
grant execute on function weir.read_hold(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid) to weir_app;

create function weir.receive_billing_event(p_now timestamp with time zone, p_provider text, p_event_key text, p_mode text, p_event_type text, p_occurred_at timestamp with time zone, p_facts jsonb, p_fault text)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 184c46c09a05';
alter function weir.receive_billing_event(p_now timestamp with time zone, p_provider text, p_event_key text, p_mode text, p_event_type text, p_occurred_at timestamp with time zone, p_facts jsonb, p_fault text) owner to weir_engine;
grant execute on function weir.receive_billing_event(p_now timestamp with time zone, p_provider text, p_event_key text, p_mode text, p_event_type text, p_occurred_at timestamp with time zone, p_facts jsonb, p_fault text) to weir_app;

create function weir.recompute_entitlements(p_now timestamp with time zone)
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 20962361c8f6';
alter function weir.recompute_entitlements(p_now timestamp with time zone) owner to weir_engine;
grant execute on function weir.recompute_entitlements(p_now timestamp with time zone) to weir_app;

create function weir.report_overage(p_now timestamp with time zone, p_customer_ids uuid[])
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 8a6c242f238f';
alter function weir.report_overage(p_now timestamp with time zone, p_customer_ids uuid[]) owner to weir_engine;

create function weir.report_overage_page(p_now timestamp with time zone, p_after uuid, p_limit integer, OUT last_customer_id uuid, OUT messages integer)
  returns record language plpgsql volatile security definer set search_path="" as 'sha256 abbbc54c5c2e';
alter function weir.report_overage_page(p_now timestamp with time zone, p_after uuid, p_limit integer, OUT last_customer_id uuid, OUT messages integer) owner to weir_engine;
grant execute on function weir.report_overage_page(p_now timestamp with time zone, p_after uuid, p_limit integer, OUT last_customer_id uuid, OUT messages integer) to weir_app;

create function weir.reserve(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_features text[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[])
  returns TABLE(op integer, status text, expires_at timestamp with time zone, meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint, resets_at timestamp with time zone, event_id uuid, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, cost_nano_usd bigint, provenance text, scope text, denial text) language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 517a39d3f81f';
alter function weir.reserve(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_features text[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) owner to weir_engine;
grant execute on function weir.reserve(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_features text[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) to weir_app;

create function weir.reserve_carefully(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_features text[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[])
  returns TABLE(op integer, status text, expires_at timestamp with time zone, meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint, resets_at timestamp with time zone, event_id uuid, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, cost_nano_usd bigint, provenance text, scope text, denial text) language plpgsql volatile set search_path="" as 'sha256 eca43f155595';
alter function weir.reserve_carefully(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_hold_ids uuid[], p_features text[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) owner to weir_engine;

create function weir.reserve_groups(p_now timestamp with time zone, p_customer_ids uuid[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], OUT line_groups integer[], OUT group_from integer[], OUT group_to integer[], OUT group_granted bigint[], OUT group_used bigint[], OUT group_held bigint[], OUT group_limit bigint[], OUT group_resets timestamp with time zone[], OUT bucket_ids bigint[], OUT bucket_granted bigint[], OUT bucket_limit bigint[], OUT bucket_loads bigint[])
  returns record language plpgsql volatile set search_path="" as 'sha256 41b8348d0367';
alter function weir.reserve_groups(p_now timestamp with time zone, p_customer_ids uuid[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], OUT line_groups integer[], OUT group_from integer[], OUT group_to integer[], OUT group_granted bigint[], OUT group_used bigint[], OUT group_held bigint[], OUT group_limit bigint[], OUT group_resets timestamp with time zone[], OUT bucket_ids bigint[], OUT bucket_granted bigint[], OUT bucket_limit bigint[], OUT bucket_loads bigint[]) owner to weir_engine;

create function weir.reserve_replays(p_customer_ids uuid[], p_unknown uuid[], p_hold_ids uuid[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[])
  returns TABLE(op integer, status text, expires_at timestamp with time zone) language plpgsql volatile set search_path="" as 'sha256 4ed1cf6a9de9';
alter function weir.reserve_replays(p_customer_ids uuid[], p_unknown uuid[], p_hold_ids uuid[], p_lease_ms bigint[], p_keys text[], p_request_hashes bytea[]) owner to weir_engine;

create function weir.revoke_grant(p_now timestamp with time zone, p_customer_id uuid, p_grant_id uuid)
  returns TABLE(status text, lost bigint) language plpgsql volatile security definer set search_path="" as 'sha256 09f4f89b7206';
alter function weir.revoke_grant(p_now timestamp with time zone, p_customer_id uuid, p_grant_id uuid) owner to weir_engine;
grant execute on function weir.revoke_grant(p_now timestamp with time zone, p_customer_id uuid, p_grant_id uuid) to weir_app;

create function weir.revoke_service_key(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 0c6077003dfa';
alter function weir.revoke_service_key(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid) owner to weir_engine;
grant execute on function weir.revoke_service_key(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_key_id uuid) to weir_app;

create function weir.route_text(p_route weir.plan_model_routing)
  returns text language sql immutable set search_path="" as 'sha256 bdfac70b4f58';
alter function weir.route_text(p_route weir.plan_model_routing) owner to weir_engine;

create function weir.schema_version()
  returns integer language sql stable security definer set search_path="" as 'sha256 a226ac7b9d50';
alter function weir.schema_version() owner to weir_engine;
grant execute on function weir.schema_version() to weir_app;

create function weir.service_key_page(p_before_created_at timestamp with time zone, p_before_key_id uuid, p_limit integer)
  returns TABLE(key_id uuid, name text, scopes text[], created_at timestamp with time zone, expires_at timestamp with time zone, revoked_at timestamp with time zone, last_used_at timestamp with time zone) language sql stable security definer set search_path="" as 'sha256 8fcc865a7d12';
alter function weir.service_key_page(p_before_created_at timestamp with time zone, p_before_key_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.service_key_page(p_before_created_at timestamp with time zone, p_before_key_id uuid, p_limit integer) to weir_app;

create function weir.set_billing_rules(p_now timestamp with time zone, p_mode text, p_deployment text, p_past_due_grace interval)
  returns boolean language plpgsql volatile security definer set search_path="" as 'sha256 c9652031c501';
alter function weir.set_billing_rules(p_now timestamp with time zone, p_mode text, p_deployment text, p_past_due_grace interval) owner to weir_engine;
grant execute on function weir.set_billing_rules(p_now timestamp with time zone, p_mode text, p_deployment text, p_past_due_grace interval) to weir_app;

create function weir.set_spend_cap(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_amount bigint)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 f6633dc7f29e';
alter function weir.set_spend_cap(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_amount bigint) owner to weir_engine;
grant execute on function weir.set_spend_cap(p_now timestamp with time zone, p_customer_id uuid, p_meter text, p_amount bigint) to weir_app;

create function weir.set_zone(p_now timestamp with time zone, p_customer_id uuid, p_zone text)
  returns text language plpgsql volatile security definer set search_path="" as 'sha256 42ef6aa221f6';
alter function weir.set_zone(p_now timestamp with time zone, p_customer_id uuid, p_zone text) owner to weir_engine;
grant execute on function weir.set_zone(p_now timestamp with time zone, p_customer_id uuid, p_zone text) to weir_app;

create function weir.settle(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], p_details weir.usage_details[])
  returns TABLE(op integer, status text, event_id uuid, overrun_meters text[], overrun_units bigint[], meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint, resets_at timestamp with time zone, scope text, denial text) language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 03186dd2b5dd';
alter function weir.settle(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], p_details weir.usage_details[]) owner to weir_engine;
grant execute on function weir.settle(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[], p_details weir.usage_details[]) to weir_app;

create function weir.settled_event(p_customer_id uuid, p_hold_id uuid, p_key text)
  returns TABLE(event_id uuid, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint, cost_nano_usd bigint, provenance text) language plpgsql stable set search_path="" as 'sha256 b0c671960490';
alter function weir.settled_event(p_customer_id uuid, p_hold_id uuid, p_key text) owner to weir_engine;

create function weir.spend_caps_of(p_now timestamp with time zone, p_customer_id uuid)
  returns TABLE(meter text, unit text, amount bigint, plan_overage bigint, updated_at timestamp with time zone) language sql stable security definer set search_path="" as 'sha256 2bfb23e79207';
alter function weir.spend_caps_of(p_now timestamp with time zone, p_customer_id uuid) owner to weir_engine;
grant execute on function weir.spend_caps_of(p_now timestamp with time zone, p_customer_id uuid) to weir_app;

create function weir.start_first_subscription(p_customer_id uuid, p_plan_code text, p_now timestamp with time zone)
  returns void language plpgsql volatile set search_path="" as 'sha256 511efec366e8';
alter function weir.start_first_subscription(p_customer_id uuid, p_plan_code text, p_now timestamp with time zone) owner to weir_engine;

create function weir.sync_billing(p_customer_id uuid, p_now timestamp with time zone)
  returns boolean language plpgsql volatile security definer set search_path="" as 'sha256 49f53b58023a';
alter function weir.sync_billing(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;
grant execute on function weir.sync_billing(p_customer_id uuid, p_now timestamp with time zone) to weir_app;

create function weir.sync_billing_due(p_now timestamp with time zone, p_limit integer)
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 9e8767cf00bf';
alter function weir.sync_billing_due(p_now timestamp with time zone, p_limit integer) owner to weir_engine;
grant execute on function weir.sync_billing_due(p_now timestamp with time zone, p_limit integer) to weir_app;

create function weir.sync_plan_grants(p_now timestamp with time zone, p_customer_ids uuid[])
  returns void language plpgsql volatile security definer set search_path="" as 'sha256 770a9dc22994';
alter function weir.sync_plan_grants(p_now timestamp with time zone, p_customer_ids uuid[]) owner to weir_engine;

create function weir.take_back_change(p_customer_id uuid, p_now timestamp with time zone)
  returns void language sql volatile set search_path="" as 'sha256 164a489e55b0';
alter function weir.take_back_change(p_customer_id uuid, p_now timestamp with time zone) owner to weir_engine;

create function weir.tally_asks(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_features text[])
  returns TABLE(op integer, customer_id uuid, limit_code text, meter text, scope text, scope_key text, period text, window_s integer, amount bigint, anchor_at timestamp with time zone, zone text) language plpgsql stable set search_path="" as 'sha256 bec6aed2079c';
alter function weir.tally_asks(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_features text[]) owner to weir_engine;

create function weir.tally_correct(p_customer_id uuid, p_tallies weir.tally_line[], p_meters text[], p_quantities bigint[])
  returns weir.tally_line[] language plpgsql volatile set search_path="" as 'sha256 a5e30c642e4a';
alter function weir.tally_correct(p_customer_id uuid, p_tallies weir.tally_line[], p_meters text[], p_quantities bigint[]) owner to weir_engine;

create function weir.tally_count(p_customer_ids uuid[], p_ops integer[], p_used weir.tally_line[], p_held weir.tally_line[])
  returns void language plpgsql volatile set search_path="" as 'sha256 1ab5e63e1153';
alter function weir.tally_count(p_customer_ids uuid[], p_ops integer[], p_used weir.tally_line[], p_held weir.tally_line[]) owner to weir_engine;

create function weir.tally_denial(p_book weir.tally_book, p_slot integer)
  returns weir.denial language plpgsql immutable set search_path="" as 'sha256 30f7bce5ed22';
alter function weir.tally_denial(p_book weir.tally_book, p_slot integer) owner to weir_engine;

create function weir.tally_extend(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid, p_meters text[], p_quantities bigint[])
  returns weir.denial language plpgsql volatile set search_path="" as 'sha256 f80222df1a38';
alter function weir.tally_extend(p_now timestamp with time zone, p_customer_id uuid, p_hold_id uuid, p_meters text[], p_quantities bigint[]) owner to weir_engine;

create function weir.tally_fits(p_book weir.tally_book)
  returns boolean language plpgsql immutable set search_path="" as 'sha256 5d3023f74470';
alter function weir.tally_fits(p_book weir.tally_book) owner to weir_engine;

create function weir.tally_hold(p_book weir.tally_book, p_taking boolean[])
  returns void language plpgsql volatile set search_path="" as 'sha256 215876b7528a';
alter function weir.tally_hold(p_book weir.tally_book, p_taking boolean[]) owner to weir_engine;

create function weir.tally_lines(p_book weir.tally_book, p_op integer)
  returns weir.tally_line[] language plpgsql immutable set search_path="" as 'sha256 d91a98fbff6d';
alter function weir.tally_lines(p_book weir.tally_book, p_op integer) owner to weir_engine;

create function weir.tally_open(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_features text[], p_instants timestamp with time zone[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[])
  returns weir.tally_book language plpgsql volatile set search_path="" as 'sha256 aa86822157ee';
alter function weir.tally_open(p_now timestamp with time zone, p_customer_ids uuid[], p_user_ids uuid[], p_features text[], p_instants timestamp with time zone[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) owner to weir_engine;

create function weir.tally_period(p_period text, p_window_s integer, p_anchor timestamp with time zone, p_zone text, p_at timestamp with time zone, p_after timestamp with time zone, p_until timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone)
  returns record language plpgsql immutable set search_path="" as 'sha256 fb40416f1078';
alter function weir.tally_period(p_period text, p_window_s integer, p_anchor timestamp with time zone, p_zone text, p_at timestamp with time zone, p_after timestamp with time zone, p_until timestamp with time zone, OUT period_start timestamp with time zone, OUT period_end timestamp with time zone) owner to weir_engine;

create function weir.tally_post(p_book weir.tally_book, p_customer_ids uuid[], p_posting boolean[], p_ops integer[], p_tallies weir.tally_line[], OUT ops integer[], OUT tallies weir.tally_line[])
  returns record language plpgsql volatile set search_path="" as 'sha256 75adfc171af0';
alter function weir.tally_post(p_book weir.tally_book, p_customer_ids uuid[], p_posting boolean[], p_ops integer[], p_tallies weir.tally_line[], OUT ops integer[], OUT tallies weir.tally_line[]) owner to weir_engine;

create function weir.tally_queue(p_book weir.tally_book, p_extra_ops integer[], p_extra_meters text[], p_extra_units bigint[], OUT extra_ops integer[], OUT extra_meters text[], OUT extra_units bigint[])
  returns record language plpgsql immutable set search_path="" as 'sha256 741933612019';
alter function weir.tally_queue(p_book weir.tally_book, p_extra_ops integer[], p_extra_meters text[], p_extra_units bigint[], OUT extra_ops integer[], OUT extra_meters text[], OUT extra_units bigint[]) owner to weir_engine;

create function weir.tally_refusal(p_book weir.tally_book, p_op integer)
  returns integer language plpgsql immutable set search_path="" as 'sha256 281765eba79d';
alter function weir.tally_refusal(p_book weir.tally_book, p_op integer) owner to weir_engine;

create function weir.tally_used(p_held weir.tally_line[], p_meters text[], p_quantities bigint[])
  returns weir.tally_line[] language sql immutable set search_path="" as 'sha256 9d90d715d960';
alter function weir.tally_used(p_held weir.tally_line[], p_meters text[], p_quantities bigint[]) owner to weir_engine;

create function weir.trim_holds(p_now timestamp with time zone, p_keep interval, p_limit integer)
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 76ffdea66966';
alter function weir.trim_holds(p_now timestamp with time zone, p_keep interval, p_limit integer) owner to weir_engine;
grant execute on function weir.trim_holds(p_now timestamp with time zone, p_keep interval, p_limit integer) to weir_app;

create function weir.trim_keys(p_now timestamp with time zone, p_keep interval, p_limit integer)
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 4570fc42f980';
alter function weir.trim_keys(p_now timestamp with time zone, p_keep interval, p_limit integer) owner to weir_engine;
grant execute on function weir.trim_keys(p_now timestamp with time zone, p_keep interval, p_limit integer) to weir_app;

create function weir.trim_tallies(p_now timestamp with time zone, p_keep interval, p_limit integer)
  returns integer language plpgsql volatile security definer set search_path="" as 'sha256 7a44dc02e538';
alter function weir.trim_tallies(p_now timestamp with time zone, p_keep interval, p_limit integer) owner to weir_engine;
grant execute on function weir.trim_tallies(p_now timestamp with time zone, p_keep interval, p_limit integer) to weir_app;

create function weir.unlinked_intents(p_provider text, p_mode text, p_facts jsonb)
  returns text[] language sql stable set search_path="" as 'sha256 0bfa69c43704';
alter function weir.unlinked_intents(p_provider text, p_mode text, p_facts jsonb) owner to weir_engine;

create function weir.update_profile(p_user_id uuid, p_display_name text, p_avatar_url text, p_locale text, p_now timestamp with time zone)
  returns TABLE(user_id uuid, display_name text, avatar_url text, locale text, updated_at timestamp with time zone) language sql volatile security definer set search_path="" as 'sha256 33b1f8ee0427';
alter function weir.update_profile(p_user_id uuid, p_display_name text, p_avatar_url text, p_locale text, p_now timestamp with time zone) owner to weir_engine;
grant execute on function weir.update_profile(p_user_id uuid, p_display_name text, p_avatar_url text, p_locale text, p_now timestamp with time zone) to weir_app;

create function weir.usable_license(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid)
  returns TABLE(provider text, mode text, object_id text, buyer_id text, owner_id uuid) language sql stable set search_path="" as 'sha256 c2fa0d5a3f60';
alter function weir.usable_license(p_now timestamp with time zone, p_key_hash bytea, p_customer_id uuid) owner to weir_engine;

create function weir.usable_service_keys(p_now timestamp with time zone)
  returns TABLE(secret_hash bytea, key_id uuid, scopes text[], expires_at timestamp with time zone) language sql stable security definer set search_path="" as 'sha256 983b56680450';
alter function weir.usable_service_keys(p_now timestamp with time zone) owner to weir_engine;
grant execute on function weir.usable_service_keys(p_now timestamp with time zone) to weir_app;

create function weir.usage_between(p_customer_id uuid, p_from timestamp with time zone, p_until timestamp with time zone)
  returns TABLE(events bigint, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint) language plpgsql stable set enable_seqscan=off set search_path="" as 'sha256 a4b99de897fc';
alter function weir.usage_between(p_customer_id uuid, p_from timestamp with time zone, p_until timestamp with time zone) owner to weir_engine;

create function weir.usage_events_refuse_change()
  returns trigger language plpgsql volatile set search_path="" as 'sha256 16c861b03c6d';
alter function weir.usage_events_refuse_change() owner to weir_owner;

create function weir.usage_page(p_customer_id uuid, p_before_recorded_at timestamp with time zone, p_before_event_id uuid, p_limit integer)
  returns TABLE(event_id uuid, user_id uuid, occurred_at timestamp with time zone, recorded_at timestamp with time zone, feature text, capability text, provider text, model text, provider_request_id text, project_id text, document_id text, input_tokens bigint, cached_input_tokens bigint, cache_write_tokens bigint, output_tokens bigint, reasoning_tokens bigint, cost_nano_usd bigint, price_version integer, provenance text, status text, error_code text, tier_requested text, tier_served text, retried boolean, prompt_version text, line_meters text[], line_quantities bigint[], corrects_event_id uuid, correction_reason text) language plpgsql stable security definer set search_path="" as 'sha256 422b540cb429';
alter function weir.usage_page(p_customer_id uuid, p_before_recorded_at timestamp with time zone, p_before_event_id uuid, p_limit integer) owner to weir_engine;
grant execute on function weir.usage_page(p_customer_id uuid, p_before_recorded_at timestamp with time zone, p_before_event_id uuid, p_limit integer) to weir_app;

create function weir.usage_summary(p_now timestamp with time zone, p_customer_id uuid, p_month date)
  returns TABLE(period_start timestamp with time zone, period_end timestamp with time zone, events bigint, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint) language plpgsql stable security definer set search_path="" as 'sha256 f3e9f6ca321e';
alter function weir.usage_summary(p_now timestamp with time zone, p_customer_id uuid, p_month date) owner to weir_engine;
grant execute on function weir.usage_summary(p_now timestamp with time zone, p_customer_id uuid, p_month date) to weir_app;

create function weir.usage_totals(p_customer_id uuid, p_start timestamp with time zone, p_end timestamp with time zone)
  returns TABLE(events bigint, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint, reasoning_tokens bigint) language plpgsql stable set search_path="" as 'sha256 679ff7cc79f0';
alter function weir.usage_totals(p_customer_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) owner to weir_engine;

create function weir.utc_text(p_at timestamp with time zone)
  returns text language sql stable set search_path="" as 'sha256 667dd5cbbd00';
alter function weir.utc_text(p_at timestamp with time zone) owner to weir_engine;

create function weir.void(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_reasons text[])
  returns TABLE(op integer, status text) language plpgsql volatile security definer set enable_hashjoin=off set enable_material=off set enable_mergejoin=off set enable_seqscan=off set jit=off set plan_cache_mode=force_generic_plan set search_path="" as 'sha256 d7f98b2bd6e9';
alter function weir.void(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_reasons text[]) owner to weir_engine;
grant execute on function weir.void(p_now timestamp with time zone, p_customer_ids uuid[], p_hold_ids uuid[], p_reasons text[]) to weir_app;

create function weir.wanted_limits(p_limits jsonb)
  returns TABLE(limit_code text, meter text, scope text, period text, window_s integer, amount bigint) language sql immutable set search_path="" as 'sha256 9f6cbe256d8a';
alter function weir.wanted_limits(p_limits jsonb) owner to weir_engine;

create function weir.work_billing_event(p_now timestamp with time zone, p_jitter double precision)
  returns TABLE(provider text, event_key text, event_type text, state text, attempts integer, reason text, mode text, unlinked text[]) language plpgsql volatile security definer set search_path="" as 'sha256 6fc4798ffb7a';
alter function weir.work_billing_event(p_now timestamp with time zone, p_jitter double precision) owner to weir_engine;
grant execute on function weir.work_billing_event(p_now timestamp with time zone, p_jitter double precision) to weir_app;

create function weir.write_audit(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_action text, p_target_id text, p_customer_id uuid, p_details jsonb)
  returns void language sql volatile set search_path="" as 'sha256 db01556dfe6d';
alter function weir.write_audit(p_now timestamp with time zone, p_actor_kind text, p_actor_id text, p_request_id text, p_action text, p_target_id text, p_customer_id uuid, p_details jsonb) owner to weir_engine;

-- Comments
comment on function weir.add_plan_version(pg_catalog.text,integer,pg_catalog.text,integer,pg_catalog.jsonb,pg_catalog.jsonb,timestamp with time zone) is 'A new version of a plan with its entitlements and limits.';
comment on function weir.admin_assign_plan(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.text,pg_catalog.text) is 'Changes the plan of a customer by an operator''s hand, and records who did.';
comment on function weir.admin_billing(timestamp with time zone,pg_catalog.uuid) is 'What is known of a customer''s payments, for operators.';
comment on function weir.admin_correct(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,pg_catalog.text[],bigint[],bigint,bigint,bigint,bigint,bigint,bigint) is 'Corrects an event by an operator''s hand, and records who did.';
comment on function weir.admin_customers(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,timestamp with time zone,pg_catalog.uuid,integer) is 'Customers as operators see them: one, those of a user, or a page of all.';
comment on function weir.admin_grant_units(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,bigint,pg_catalog.text,integer,timestamp with time zone,timestamp with time zone) is 'Gives a customer units by an operator''s hand, and records who did.';
comment on function weir.admin_grants(timestamp with time zone,pg_catalog.uuid,timestamp with time zone,pg_catalog.uuid,integer) is 'A page of a customer''s grants, newest first.';
comment on function weir.admin_holds(pg_catalog.uuid,pg_catalog.text,timestamp with time zone,pg_catalog.uuid,integer) is 'A page of a customer''s holds, those whose lease ends last first.';
comment on function weir.admin_members(pg_catalog.uuid,integer) is 'Who acts for a customer, owners first.';
comment on function weir.admin_recompute_billing(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid) is 'Computes a customer''s plan and entitlements by an operator''s hand, and records who did.';
comment on function weir.admin_replay_overage_message(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid) is 'Has a parked message to Stripe''s meters sent again, and records who did.';
comment on function weir.admin_replay_webhook(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid) is 'Has a provider''s message worked on again, and records who did.';
comment on function weir.admin_revoke_grant(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.uuid) is 'Ends a grant by an operator''s hand, and records who did.';
comment on function weir.admin_set_spend_cap(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.text,bigint) is 'Sets or removes a spend cap by an operator''s hand, and records who did.';
comment on function weir.admin_void_hold(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.uuid) is 'Releases a hold by an operator''s hand, and records who did.';
comment on function weir.announce_customer() is 'Trigger: tells caches that a customer was deleted, or is back. No locks, no errors.';
comment on function weir.announce_member() is 'Trigger: tells caches that a user acts for other customers, or otherwise. No locks, no errors.';
comment on function weir.apply_catalog(pg_catalog.jsonb,boolean,timestamp with time zone) is 'Makes the database hold one blueprint''s catalog; answers the difference.';
comment on function weir.apply_catalog_features(pg_catalog.jsonb) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_meters(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_plan_overages(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_plan_prices(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_plans(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_prices(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_prompts(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_routes(pg_catalog.jsonb) is 'Part of apply_catalog.';
comment on function weir.apply_catalog_settings(pg_catalog.jsonb,timestamp with time zone) is 'Part of apply_catalog.';
comment on function weir.assign_plan(pg_catalog.uuid,pg_catalog.text,pg_catalog.text,timestamp with time zone,pg_catalog.text) is 'Changes the plan of a customer, at once or at the period''s end.';
comment on function weir.audit_blueprint() is 'Invariant 7: what the blueprint opens too far.';
comment on function weir.audit_buckets() is 'Invariants 1 and 2: buckets and overruns that do not add up.';
comment on function weir.audit_durability() is 'Invariant 5: what a crash could take.';
comment on function weir.audit_entitlements(timestamp with time zone) is 'Invariant 2: what payments give is what computing it anew gives.';
comment on function weir.audit_functions(pg_catalog.text[],pg_catalog.text[]) is 'Invariant 7: code that is not of this release, or that rights do not bind.';
comment on function weir.audit_grants(pg_catalog.text[],pg_catalog.text[]) is 'Invariant 7: rights in schema weir that nobody listed.';
comment on function weir.audit_holds(timestamp with time zone,interval) is 'Invariants 3 and 5: holds that were not resolved as they must be, and halves.';
comment on function weir.audit_keys(timestamp with time zone,interval) is 'Invariant 4: keys without one effect, effects without one key.';
comment on function weir.audit_ledger() is 'Invariant 6: where the ledger could be, or was, changed.';
comment on function weir.audit_log_page(pg_catalog.uuid,timestamp with time zone,pg_catalog.uuid,integer) is 'A page of the audit log, newest first.';
comment on function weir.audit_log_refuse_change() is 'Trigger: refuses UPDATE, DELETE and TRUNCATE with WE101.';
comment on function weir.audit_overage() is 'Invariant 2: what Stripe is told of overage is what was used.';
comment on function weir.audit_references() is 'Invariant 2: rows that belong to nothing.';
comment on function weir.audit_rollups() is 'Invariant 2: rollup rows that are not the sum of the ledger.';
comment on function weir.audit_row_security() is 'Invariant 7: where row security does not bind.';
comment on function weir.audit_rows() is 'Invariants 3 and 6 of single rows: what no constraint checks on each write.';
comment on function weir.audit_tallies() is 'Invariants 1 and 2: tallies that do not add up.';
comment on function weir.balances(timestamp with time zone,pg_catalog.uuid[],pg_catalog.text[]) is 'The numbers of meters at an instant.';
comment on function weir.billed_customers() is 'The customers that payments concern.';
comment on function weir.billing_access(pg_catalog.text,timestamp with time zone,timestamp with time zone,timestamp with time zone,boolean,boolean,timestamp with time zone,interval) is 'What a provider''s state of a subscription gives.';
comment on function weir.billing_content(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'What is kept of the objects that facts name, without versions.';
comment on function weir.billing_due_at(pg_catalog.uuid,timestamp with time zone) is 'When the time alone next changes what a customer''s payments give.';
comment on function weir.billing_entitlements(pg_catalog.uuid,timestamp with time zone) is 'The entitlements that a customer''s payments give.';
comment on function weir.billing_event_page(pg_catalog.uuid,pg_catalog.text,pg_catalog.text,timestamp with time zone,pg_catalog.uuid,integer) is 'A page of providers'' messages, newest first.';
comment on function weir.billing_lock_key(pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.text) is 'The key of an advisory lock of lock_billing.';
comment on function weir.billing_offers(pg_catalog.uuid,timestamp with time zone) is 'What a customer''s payments offer it.';
comment on function weir.billing_parties(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'The customers that facts concern, by what is known now.';
comment on function weir.billing_plan(pg_catalog.uuid,timestamp with time zone) is 'The plan that a customer''s payments give it.';
comment on function weir.billing_rules_in_force() is 'The rules of what a payment gives.';
comment on function weir.book_correction(weir.usage_events,weir.usage_line[],pg_catalog.tstzrange[],bigint[]) is 'What a correction changes besides the ledger.';
comment on function weir.breakage(timestamp with time zone,pg_catalog.uuid,pg_catalog.text) is 'What a customer was given and can no longer use.';
comment on function weir.bucket_amounts(weir.grants,timestamp with time zone) is 'What a grant gives in one of its periods.';
comment on function weir.bucket_period(pg_catalog.text,timestamp with time zone,pg_catalog.text,timestamp with time zone,timestamp with time zone,timestamp with time zone) is 'The period of a bucket that lies between other ones of its grant.';
comment on function weir.carried_units(pg_catalog.uuid,pg_catalog.uuid,timestamp with time zone) is 'What a plan grant that began in the middle of a period inherits.';
comment on function weir.change_subscription(pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,pg_catalog.text,timestamp with time zone,timestamp with time zone) is 'Ends the subscription that runs, and starts one that follows it.';
comment on function weir.claim_checkout(timestamp with time zone,pg_catalog.uuid,pg_catalog.text,pg_catalog.bytea) is 'Ties an idempotency key to one checkout.';
comment on function weir.claim_key(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,pg_catalog.bytea) is 'Ties an idempotency key to one request about one hold.';
comment on function weir.claim_license(timestamp with time zone,pg_catalog.bytea,pg_catalog.uuid) is 'Makes a licence that is nobody''s yet a customer''s.';
comment on function weir.claim_overage_message(timestamp with time zone,pg_catalog.text,interval) is 'Takes the message that is due longest.';
comment on function weir.claim_reconcile(timestamp with time zone,pg_catalog.text,pg_catalog.text,timestamp with time zone) is 'Whether the caller is to compare a provider''s subscriptions now.';
comment on function weir.concerned_subscriptions(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'The subscriptions that facts concern, by what is known now.';
comment on function weir.correct(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.uuid,timestamp with time zone,pg_catalog.text,pg_catalog.text[],bigint[],bigint,bigint,bigint,bigint,bigint,bigint) is 'Corrects an event of the ledger with a new row.';
comment on function weir.correction_lines(weir.usage_events,pg_catalog.text[],bigint[],bigint[]) is 'The lines of a correction.';
comment on function weir.create_service_key(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.text,pg_catalog.bytea,pg_catalog.text[],timestamp with time zone) is 'Makes a service key known by its hash.';
comment on function weir.customer_balances(timestamp with time zone,pg_catalog.uuid) is 'The balances of a customer at an instant.';
comment on function weir.customer_license(timestamp with time zone,pg_catalog.uuid) is 'The licence of a customer that the account shows.';
comment on function weir.customer_limits(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text) is 'The limits that hold for a call at an instant, and where they stand.';
comment on function weir.customer_snapshots(pg_catalog.uuid,timestamp with time zone) is 'What admission needs to know of each customer that a user acts for.';
comment on function weir.doubled_subscriptions(pg_catalog.text) is 'The customers that pay more than one subscription.';
comment on function weir.end_subscription(pg_catalog.uuid,timestamp with time zone) is 'Ends whatever subscription of a customer has not ended.';
comment on function weir.ensure_usage_partitions(timestamp with time zone,integer) is 'Makes the ledger''s partitions ahead.';
comment on function weir.entitlement_text(pg_catalog.text,pg_catalog.text,bigint,bigint,pg_catalog.text) is 'An entitlement in a few words.';
comment on function weir.event_lines(pg_catalog.uuid,pg_catalog.uuid,timestamp with time zone) is 'What an event together with all its corrections has taken.';
comment on function weir.event_times(timestamp with time zone,pg_catalog.text[],timestamp with time zone[],integer[],pg_catalog.text[]) is 'When the events of a post count, by the policy of their meters.';
comment on function weir.expire_due(timestamp with time zone,pg_catalog.uuid[],integer) is 'Expires the due holds of customers whose books the caller has locked.';
comment on function weir.expire_holds(timestamp with time zone,integer) is 'Sweeps holds whose lease has run out; safe in several replicas.';
comment on function weir.explain(timestamp with time zone,pg_catalog.uuid,pg_catalog.text,integer) is 'Everything behind the numbers of one meter of one customer.';
comment on function weir.explain_events(pg_catalog.uuid,pg_catalog.text,integer) is 'Part of explain.';
comment on function weir.explain_grants(timestamp with time zone,pg_catalog.uuid,pg_catalog.text,integer) is 'Part of explain.';
comment on function weir.explain_holds(timestamp with time zone,pg_catalog.uuid,pg_catalog.text,integer) is 'Part of explain.';
comment on function weir.explain_limits(timestamp with time zone,pg_catalog.uuid,pg_catalog.text,integer) is 'Part of explain.';
comment on function weir.extend(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],bigint[],integer[],pg_catalog.text[],bigint[]) is 'Extends pending holds: a later end of the lease, more units. A batch, one answer an operation.';
comment on function weir.find_buyer(pg_catalog.uuid,pg_catalog.text,pg_catalog.text[]) is 'A customer''s buyer at a payment provider.';
comment on function weir.find_paid_subscription(pg_catalog.uuid,pg_catalog.text) is 'What a customer pays a provider for now.';
comment on function weir.find_parties(pg_catalog.uuid[]) is 'What ids that a service names stand for: customers, users.';
comment on function weir.finish_overage_message(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,boolean,pg_catalog.text,double precision) is 'Notes what became of a message that was claimed.';
comment on function weir.finish_reconcile(timestamp with time zone,pg_catalog.text,pg_catalog.text,integer,integer) is 'Notes that a comparison has come to its end.';
comment on function weir.first_instant(timestamp without time zone,pg_catalog.text) is 'The first instant at which a zone''s clock shows a local time or later.';
comment on function weir.fold_billing_buyers(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Takes in facts of buyers, and whose they are: the newest is kept.';
comment on function weir.fold_billing_facts(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Takes in facts of one provider, and computes the customers that they concern.';
comment on function weir.fold_billing_licenses(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Takes in facts of licence keys: the newest is kept.';
comment on function weir.fold_billing_links(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Takes in what payment intents paid for.';
comment on function weir.fold_billing_payments(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Takes in facts of payments: the newest is kept.';
comment on function weir.fold_billing_subscriptions(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Takes in facts of subscriptions: the newest is kept.';
comment on function weir.follow_billing(pg_catalog.uuid,timestamp with time zone) is 'Makes the plan that a customer runs be the one of its payments.';
comment on function weir.get_profile(pg_catalog.uuid) is 'The display fields of a user.';
comment on function weir.grant_denial(pg_catalog.uuid,pg_catalog.text,timestamp with time zone,bigint,numeric,numeric,bigint,bigint,timestamp with time zone) is 'A refusal by the grants of a meter.';
comment on function weir.grant_units(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,bigint,pg_catalog.text,integer,timestamp with time zone,timestamp with time zone) is 'Gives a customer units beside its plan.';
comment on function weir.grown_lines(weir.hold_line[],weir.hold_line[]) is 'The lines of a hold that grew.';
comment on function weir.insert_subscription(pg_catalog.uuid,pg_catalog.text,pg_catalog.text,timestamp with time zone,timestamp with time zone,timestamp with time zone) is 'A subscription to the newest version of a plan.';
comment on function weir.is_zone(pg_catalog.text) is 'Whether a name is a time zone that customers may have.';
comment on function weir.license_activate(timestamp with time zone,pg_catalog.bytea,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text) is 'Activates a licence key for one instance.';
comment on function weir.license_answer(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text) is 'What may be shown of a licence.';
comment on function weir.license_deactivate(timestamp with time zone,pg_catalog.bytea,pg_catalog.uuid,pg_catalog.uuid) is 'Takes an instance from a licence key.';
comment on function weir.license_validate(timestamp with time zone,pg_catalog.bytea,pg_catalog.uuid,pg_catalog.uuid) is 'Whether a licence key may be used.';
comment on function weir.limit_text(pg_catalog.text,pg_catalog.text,pg_catalog.text,integer,bigint) is 'A limit in a few words.';
comment on function weir.link_version(timestamp with time zone,integer,pg_catalog.text) is 'A fact''s version as text that sorts as versions do.';
comment on function weir.linked_payments(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'The payments that facts concern, by what is known now.';
comment on function weir.load_catalog() is 'The whole catalog as one JSON document; null before the first apply.';
comment on function weir.load_catalog_features() is 'Part of load_catalog.';
comment on function weir.load_catalog_meters() is 'Part of load_catalog.';
comment on function weir.load_catalog_plans() is 'Part of load_catalog.';
comment on function weir.load_catalog_prices() is 'Part of load_catalog.';
comment on function weir.lock_billing(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'Lets facts that concern one another follow one another.';
comment on function weir.lock_books(timestamp with time zone,pg_catalog.uuid[]) is 'Locks customers'' books in key order and expires their due holds.';
comment on function weir.make_usage_partitions(timestamp with time zone,integer) is 'Makes the ledger''s partitions of this month and the months ahead.';
comment on function weir.move_subscribers(timestamp with time zone) is 'Pins current subscriptions to the newest version of their plan.';
comment on function weir.note_checkout(pg_catalog.uuid,pg_catalog.text,pg_catalog.text) is 'Remembers what the provider made of a claimed checkout.';
comment on function weir.note_service_key_use(timestamp with time zone,pg_catalog.uuid[]) is 'Notes that keys were used, to the hour.';
comment on function weir.on_user_created() is 'Trigger on auth.users: makes a personal customer with its profile; never fails.';
comment on function weir.open_account(pg_catalog.uuid,pg_catalog.text,timestamp with time zone,boolean) is 'The customers that a user acts for; makes a personal one on first sight.';
comment on function weir.open_buckets(pg_catalog.uuid[],pg_catalog.text[],timestamp with time zone[]) is 'The open buckets of customers and meters at given instants, in burn order.';
comment on function weir.open_personal_customer(pg_catalog.uuid,boolean,timestamp with time zone) is 'Customer, membership and profile of one user.';
comment on function weir.overage_buyer(pg_catalog.uuid,pg_catalog.text,pg_catalog.text) is 'The buyer at Stripe that pays for a plan.';
comment on function weir.overage_lines(timestamp with time zone,pg_catalog.text,pg_catalog.uuid[]) is 'The overage of customers'' plan buckets, and what was told of it.';
comment on function weir.overage_message_page(pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text,timestamp with time zone,pg_catalog.uuid,integer) is 'A page of what is told to Stripe''s meters, newest first.';
comment on function weir.overrun_since(integer,pg_catalog.uuid[],pg_catalog.text[],timestamp with time zone[],integer[],bigint[],timestamp with time zone[],timestamp with time zone[]) is 'What a post has overrun so far that counts for one of its groups.';
comment on function weir.period_at(pg_catalog.text,timestamp with time zone,pg_catalog.text,timestamp with time zone) is 'The half-open period of a zone that contains an instant.';
comment on function weir.plan_difference(pg_catalog.text,integer,pg_catalog.jsonb,pg_catalog.jsonb) is 'How wanted entitlements and limits differ from those of a plan version; null when they do not.';
comment on function weir.plan_is_lower(pg_catalog.text,integer,pg_catalog.text,integer) is 'Whether a change of plan takes something away.';
comment on function weir.plan_period(pg_catalog.text,integer,timestamp with time zone,pg_catalog.text,timestamp with time zone) is 'The current period of a subscription as a whole.';
comment on function weir.post(timestamp with time zone,pg_catalog.text[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[],pg_catalog.bytea[],integer[],pg_catalog.text[],bigint[],timestamp with time zone[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],bigint[],bigint[],bigint[],bigint[],bigint[],bigint[],integer[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],boolean[],pg_catalog.text[]) is 'Posts usage (settle, record, consume): a batch, one mode and one answer an operation.';
comment on function weir.post_extras(pg_catalog.text[],pg_catalog.uuid[],timestamp with time zone[],integer[],pg_catalog.text[],bigint[],weir.usage_line[],bigint[],bigint[],weir.tally_book) is 'Decides what a post takes beyond its own holds, and what is overrun.';
comment on function weir.post_groups(pg_catalog.uuid[],pg_catalog.text[],timestamp with time zone[],weir.usage_line[],bigint[],bigint[]) is 'What post_extras decides with: groups, slots, buckets.';
comment on function weir.post_keys(timestamp with time zone,pg_catalog.text[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[],pg_catalog.bytea[],boolean[]) is 'Remembers the event ids and keys of what a post has posted.';
comment on function weir.post_replays(timestamp with time zone,pg_catalog.text[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[],pg_catalog.bytea[],timestamp with time zone[],pg_catalog.text[],pg_catalog.text[]) is 'Which operations of a post were asked before, and what their holds hold.';
comment on function weir.price_json(weir.prices) is 'A price row in the members of Price, without its version.';
comment on function weir.price_row(pg_catalog.jsonb,timestamp with time zone) is 'A price of AppCatalog as a row of weir.prices, without a version.';
comment on function weir.profiles_touch() is 'Trigger: sets updated_at when a client changed a profile. No locks, no errors.';
comment on function weir.read_hold(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid) is 'A hold as its owner may read it.';
comment on function weir.receive_billing_event(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.text,timestamp with time zone,pg_catalog.jsonb,pg_catalog.text) is 'Keeps a provider''s signed message, once.';
comment on function weir.recompute_entitlements(timestamp with time zone) is 'Computes every customer that payments concern anew.';
comment on function weir.report_overage(timestamp with time zone,pg_catalog.uuid[]) is 'Writes what customers'' overage has grown by into the outbox.';
comment on function weir.report_overage_page(timestamp with time zone,pg_catalog.uuid,integer) is 'Reports the overage of a page of customers.';
comment on function weir.reserve(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[],bigint[],pg_catalog.text[],pg_catalog.bytea[],integer[],pg_catalog.text[],bigint[]) is 'Sets units aside before paid calls: a batch, one answer an operation.';
comment on function weir.reserve_carefully(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[],bigint[],pg_catalog.text[],pg_catalog.bytea[],integer[],pg_catalog.text[],bigint[]) is 'What reserve answers when a batch is not plain.';
comment on function weir.reserve_groups(timestamp with time zone,pg_catalog.uuid[],integer[],pg_catalog.text[],bigint[]) is 'What reserve decides with: lines, groups, buckets.';
comment on function weir.reserve_replays(pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.uuid[],bigint[],pg_catalog.text[],pg_catalog.bytea[]) is 'Which operations of a reserve were asked before.';
comment on function weir.revoke_grant(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid) is 'Ends a grant now.';
comment on function weir.revoke_service_key(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid) is 'Ends a service key, for ever.';
comment on function weir.route_text(weir.plan_model_routing) is 'A route in a few words.';
comment on function weir.schema_version() is 'Number of the newest migration that this database holds.';
comment on function weir.service_key_page(timestamp with time zone,pg_catalog.uuid,integer) is 'A page of the service keys, newest first.';
comment on function weir.set_billing_rules(timestamp with time zone,pg_catalog.text,pg_catalog.text,interval) is 'Notes the server''s rules of what a payment gives.';
comment on function weir.set_spend_cap(timestamp with time zone,pg_catalog.uuid,pg_catalog.text,bigint) is 'How much overage of a meter a customer lets itself use.';
comment on function weir.set_zone(timestamp with time zone,pg_catalog.uuid,pg_catalog.text) is 'Sets the time zone in which a customer''s days and months begin.';
comment on function weir.settle(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],integer[],pg_catalog.text[],bigint[],weir.usage_details[]) is 'Posts holds with what was really used: a batch, one answer an operation.';
comment on function weir.settled_event(pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text) is 'The event that settled a hold, or the first request of a key.';
comment on function weir.spend_caps_of(timestamp with time zone,pg_catalog.uuid) is 'The spend caps of a customer.';
comment on function weir.start_first_subscription(pg_catalog.uuid,pg_catalog.text,timestamp with time zone) is 'The default plan for a customer that never had a subscription.';
comment on function weir.sync_billing(pg_catalog.uuid,timestamp with time zone) is 'Computes a customer''s plan and entitlements from its payments.';
comment on function weir.sync_billing_due(timestamp with time zone,integer) is 'Computes anew those whose access the time alone has ended.';
comment on function weir.sync_plan_grants(timestamp with time zone,pg_catalog.uuid[]) is 'Makes customers'' plan grants be what their subscriptions say.';
comment on function weir.take_back_change(pg_catalog.uuid,timestamp with time zone) is 'Takes back a change of plan that waits for the period''s end.';
comment on function weir.tally_asks(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[]) is 'What operations count against: a row for each operation and limit.';
comment on function weir.tally_correct(pg_catalog.uuid,weir.tally_line[],pg_catalog.text[],bigint[]) is 'Counts a correction in the tallies of its event.';
comment on function weir.tally_count(pg_catalog.uuid[],integer[],weir.tally_line[],weir.tally_line[]) is 'Counts in tallies what operations used, and gives back what their holds held.';
comment on function weir.tally_denial(weir.tally_book,integer) is 'A refusal by a slot of the book as it stands.';
comment on function weir.tally_extend(timestamp with time zone,pg_catalog.uuid,pg_catalog.uuid,pg_catalog.text[],bigint[]) is 'Grows what a hold holds of its tallies, or refuses.';
comment on function weir.tally_fits(weir.tally_book) is 'Whether every tally has room for all that is asked of it together.';
comment on function weir.tally_hold(weir.tally_book,boolean[]) is 'Sets aside what operations ask of their tallies.';
comment on function weir.tally_lines(weir.tally_book,integer) is 'What an operation counts in its tallies, a line a slot.';
comment on function weir.tally_open(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[],timestamp with time zone[],integer[],pg_catalog.text[],bigint[]) is 'What a batch decides limits with: slots of operations, tallies.';
comment on function weir.tally_period(pg_catalog.text,integer,timestamp with time zone,pg_catalog.text,timestamp with time zone,timestamp with time zone,timestamp with time zone) is 'The period of the tally that a limit needs at an instant.';
comment on function weir.tally_post(weir.tally_book,pg_catalog.uuid[],boolean[],integer[],weir.tally_line[]) is 'Counts what the records and consumes of a post ask of their tallies.';
comment on function weir.tally_queue(weir.tally_book,integer[],pg_catalog.text[],bigint[]) is 'The extras of a post, with one for each operation that counts against a limit.';
comment on function weir.tally_refusal(weir.tally_book,integer) is 'The first slot of an operation whose units its tally has no room for.';
comment on function weir.tally_used(weir.tally_line[],pg_catalog.text[],bigint[]) is 'What a settle counts in the tallies of its hold.';
comment on function weir.trim_holds(timestamp with time zone,interval,integer) is 'Forgets holds that ended long ago.';
comment on function weir.trim_keys(timestamp with time zone,interval,integer) is 'Forgets old idempotency keys.';
comment on function weir.trim_tallies(timestamp with time zone,interval,integer) is 'Forgets tallies of rate windows that are long over.';
comment on function weir.unlinked_intents(pg_catalog.text,pg_catalog.text,pg_catalog.jsonb) is 'The payment intents of disputes of which nothing says what they paid for.';
comment on function weir.update_profile(pg_catalog.uuid,pg_catalog.text,pg_catalog.text,pg_catalog.text,timestamp with time zone) is 'Replaces display fields of a user; null leaves a field as it is.';
comment on function weir.usable_license(timestamp with time zone,pg_catalog.bytea,pg_catalog.uuid) is 'The licence of a key, when it may be used.';
comment on function weir.usable_service_keys(timestamp with time zone) is 'Every key that is neither revoked nor expired, by its hash.';
comment on function weir.usage_between(pg_catalog.uuid,timestamp with time zone,timestamp with time zone) is 'Totals of a customer''s events in part of a day, from the ledger.';
comment on function weir.usage_events_refuse_change() is 'Trigger: refuses UPDATE, DELETE and TRUNCATE with WE101.';
comment on function weir.usage_page(pg_catalog.uuid,timestamp with time zone,pg_catalog.uuid,integer) is 'A page of a customer''s ledger, newest first.';
comment on function weir.usage_summary(timestamp with time zone,pg_catalog.uuid,pg_catalog.date) is 'A customer''s totals in one period, to the instant.';
comment on function weir.usage_totals(pg_catalog.uuid,timestamp with time zone,timestamp with time zone) is 'A customer''s totals between two instants.';
comment on function weir.utc_text(timestamp with time zone) is 'An instant as RFC 3339 in UTC, whatever the session''s zone.';
comment on function weir.void(timestamp with time zone,pg_catalog.uuid[],pg_catalog.uuid[],pg_catalog.text[]) is 'Releases holds whose calls cost nothing: a batch, one answer an operation.';
comment on function weir.wanted_limits(pg_catalog.jsonb) is 'The limits of a plan in a catalog document, as rows.';
comment on function weir.work_billing_event(timestamp with time zone,double precision) is 'Works on the waiting message that is due longest.';
comment on function weir.write_audit(timestamp with time zone,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.text,pg_catalog.uuid,pg_catalog.jsonb) is 'Records a change that an operator made, in the transaction of the change.';
comment on schema weir is 'Weir: private. Never an exposed schema of a data API.';
comment on table column weir.audit_log.actor_id is 'A user''s id, a service key''s id, or the kind again where there is only one of it.';
comment on table column weir.billing_customers.customer_id is 'The Weir customer that a checkout carried: once known it never changes. Null: no message has said it yet.';
comment on table column weir.billing_customers.customer_version is 'Version of the message that said so: the oldest that does decides, in whatever order they come.';
comment on table column weir.billing_payment_links.payment_id is 'As in billing_payments; none: the provider says that it paid for no invoice.';
comment on table column weir.billing_payments.intent_id is 'What moved the money, of a charge, refund or dispute: Stripe''s payment intent, else the charge.';
comment on table column weir.billing_reconciles.finished_at is 'Null: it runs, or its server has died, or the provider did not answer to the end.';
comment on table column weir.billing_rules.deployment is 'Whose default plan of the blueprint holds when what was paid for has ended.';
comment on table column weir.billing_subscriptions.ends_at is 'When access ends though the status is still active: cancelled, not renewed.';
comment on table column weir.billing_webhook_events.event_id is 'Weir''s own: operators name a message by it.';
comment on table column weir.billing_webhook_events.event_key is 'Stripe: the event''s id. Lemon Squeezy: SHA-256 of the body, for it has no id.';
comment on table column weir.billing_webhook_events.facts is 'What the message says of objects that Weir keeps. The message itself is not kept: it names people.';
comment on table column weir.billing_webhook_events.reason is 'Why it waits or is parked.';
comment on table column weir.blueprint.revision is 'Grows with every apply that changed something.';
comment on table column weir.blueprint.upgrade_url is 'The app''s page where a person buys a plan. Refusals carry it.';
comment on table column weir.books.limited is 'A subscription that has not ended may set limits. Kept by sync_plan_grants, so that the others cost nothing.';
comment on table column weir.books.next_expiry is 'No pending hold of the customer expires before this instant. It may be earlier than the first that does.';
comment on table column weir.checkout_keys.checkout_id is 'The provider''s id of what the first request made; the page''s address is asked for again, never kept.';
comment on table column weir.customers.deleted_at is 'Billing has ended; ledger rows stay under the pseudonymous id.';
comment on table column weir.customers.zone is 'IANA time zone in which days and months of the customer begin. weir.set_zone changes it.';
comment on table column weir.entitlements.source is 'What it comes from: subscription:<provider>:<id> or license:<provider>:<id>.';
comment on table column weir.grants.overage_allowed is 'Units beyond amount that may still be used in each period (pay as you go).';
comment on table column weir.grants.overage_withheld is 'Overage of the plan that the customer''s spend cap takes away.';
comment on table column weir.grants.priority is 'Lower burns first; then what ends sooner; then what is older.';
comment on table column weir.grants.zone is 'The customer''s zone: of the grant''s periods that no bucket was made for yet.';
comment on table column weir.holds.event_id is 'The usage event that posted it. A voided or expired hold has one when its settle came late.';
comment on table column weir.holds.posted_at is 'recorded_at of that event: with it the ledger row is found without a search.';
comment on table column weir.holds.tallies is 'What it counts against, decided when it was reserved; null when no limit applied.';
comment on table column weir.meters.future_s is 'How far a clock may be off: an event up to this far ahead occurred now, one beyond is refused.';
comment on table column weir.meters.late_after_s is 'An event is late when it occurred longer ago than this. After 35 days, which is how long ids are remembered, it is refused whatever the policy.';
comment on table column weir.meters.late_events is 'What becomes of a late event: restate counts it when it occurred, receipt when it is received, reject refuses it.';
comment on table column weir.meters.limit_kind is 'granted: no grant is a denial. none: only recorded.';
comment on table column weir.meters.retired_at is 'The blueprint no longer has it; older plan versions and ledgers still may.';
comment on table column weir.migrations.checksum is 'SHA-256 of the script, hexadecimal.';
comment on table column weir.migrations.name is 'Path below db/, such as migrations/0001_roles_and_schema.sql.';
comment on table column weir.outbox.claim_id is 'Who sends it: Stripe''s Idempotency-Key of that attempt.';
comment on table column weir.outbox.occurred_at is 'When it counts at Stripe.';
comment on table column weir.outbox.outbox_id is 'Stripe''s identifier of it: within a day Stripe counts one identifier once.';
comment on table column weir.outbox.report_no is 'Its number among those of the bucket.';
comment on table column weir.outbox.unsure_since is 'Since when it may have been counted without an answer that said so. A day later Stripe would count it again.';
comment on table column weir.outbox.value is 'What Stripe is told: units by per_units.';
comment on table column weir.overage_reports.carried_units is 'Of reported_units, what was told of another bucket and corrected there since. Negative there.';
comment on table column weir.overage_reports.event_name is 'As what it was told last: a period that is over stays so, whatever plan follows. Null: nothing is told of it yet.';
comment on table column weir.overage_reports.reports is 'Messages so far; numbers the next.';
comment on table column weir.overage_reports.shift_units is 'What changes of the allowance within the period must not add to or take from the overage: it is what it was when it was used.';
comment on table column weir.plan_entitlements.hard_limit is 'Where calls stop; between included and here is overage.';
comment on table column weir.plan_entitlements.included is 'Units included in each period, in the meter''s base unit.';
comment on table column weir.plan_limits.meter is 'A meter of the catalog, or requests: one for each call that is admitted or recorded.';
comment on table column weir.plan_limits.window_s is 'Seconds of a rate window; windows are fixed and aligned to the epoch. 0 for other periods.';
comment on table column weir.plan_overages.event_name is 'The meter''s event name at Stripe.';
comment on table column weir.plan_overages.per_units is 'Units of the meter that are one unit at Stripe.';
comment on table column weir.plan_overages.since_at is 'Since when it is in the blueprint: a period that was over by then is not reported.';
comment on table column weir.plan_prices.is_product is 'A Lemon Squeezy product, whose licence keys give the plan: no checkout sells it.';
comment on table column weir.plan_prices.retired_at is 'Since when the blueprint no longer sells it. Messages of those who bought it still name it.';
comment on table column weir.plans.retired_at is 'Set on the newest version when the blueprint no longer has the plan: nobody new gets it.';
comment on table column weir.plans.trial_days is 'A customer''s first subscription, when it comes by default, is a trial of so many days.';
comment on table column weir.prices.effective_from is 'First instant at which it holds; of several versions with one instant the highest holds.';
comment on table column weir.prices.retired_at is 'The blueprint no longer prices the model: calls of it are refused.';
comment on table column weir.profiles.is_anonymous is 'An anonymous sign-in; never again once it was a permanent user.';
comment on table column weir.profiles.locale is 'BCP 47 language tag.';
comment on table column weir.service_keys.last_used_at is 'To the hour; null before the first use.';
comment on table column weir.service_keys.secret_hash is 'SHA-256 of the key''s text. No salt and no slow hash: there is nothing to guess in 256 random bits.';
comment on table column weir.subscriptions.anchor_at is 'Billing months are counted from here, never step by step.';
comment on table column weir.subscriptions.ended_at is 'May be ahead: a change that waits for the period''s end. The row that follows starts then.';
comment on table column weir.subscriptions.ends_at is 'From this instant on it gives nothing: its end, or its trial''s.';
comment on table column weir.subscriptions.source is 'Where it came from: default, admin, stripe, lemonsqueezy.';
comment on table column weir.subscriptions.trial_ends_at is 'While trialing: from this instant on it gives nothing.';
comment on table column weir.tallies.scope_key is 'The member''s user id, the feature''s code; empty for the customer, and for calls that name none.';
comment on table column weir.usage_events.claimed_at is 'When its sender says it occurred, where the policy of its meters counts it when it was received.';
comment on table column weir.usage_events.corrects_event_id is 'The event that this row corrects: its numbers are what is added to that event''s, and may be negative.';
comment on table column weir.usage_events.corrects_recorded_at is 'recorded_at of that event: with it the ledger row is found without a search.';
comment on table column weir.usage_events.late is 'The hold had expired or was voided before the settle came.';
comment on table column weir.usage_events.occurred_at is 'Decides the day and month of the rollups. Never after recorded_at.';
comment on table column weir.usage_events.overrun_periods is 'The period of weir.overruns of each line that is overrun, in their order; null without any.';
comment on table column weir.usage_events.recorded_at is 'The partition key: rows arrive in order of it, so that a month that is over never changes.';
comment on table column weir.usage_events.tallies is 'What it counted in which tally; null when no limit applied.';
comment on table column weir.usage_keys.hold_id is 'The hold that the key''s last request took; its state, and its event, are the stored answer.';
comment on table weir.audit_log is 'Who changed what by hand, written in the transaction of the change. Append-only: ids, codes and numbers, never a secret or a text.';
comment on table weir.billing_customers is 'Providers'' customers, and whose they are.';
comment on table weir.billing_dues is 'When the time alone next changes what a customer''s payments give: it is computed anew then.';
comment on table weir.billing_payment_links is 'What a payment intent paid for.';
comment on table weir.billing_payments is 'Invoices, orders, charges and disputes: money that came, failed to come, or went back.';
comment on table weir.billing_reconciles is 'The last comparison with each provider, by the nightly job.';
comment on table weir.billing_rules is 'What of the server''s settings decides what a payment gives; the server writes it when it starts. One row.';
comment on table weir.billing_subscriptions is 'Providers'' subscriptions as their newest message shows them.';
comment on table weir.billing_webhook_events is 'The inbox: signed messages of providers, one row each however often they come. Work happens afterwards.';
comment on table weir.blueprint is 'The one app that this database serves. One row.';
comment on table weir.blueprint_compat is 'Which compat.sql made the names in public. One row.';
comment on table weir.books is 'One row a customer. Whoever changes anything of the customer in the tables below locks it first, several in key order.';
comment on table weir.buckets is 'One grant in one half-open period, made when first touched. Nothing is ever reset: the next period is another row.';
comment on table weir.checkout_keys is 'Idempotency keys of checkouts. Kept 35 days.';
comment on table weir.customers is 'The party that is billed and limited. A personal one has its user''s id.';
comment on table weir.entitlements is 'What a customer''s payments entitle it to: a function of the tables above, the catalog and now, recomputed whenever one changes.';
comment on table weir.features is 'What an app calls: capability, prompt version, input rules, limits.';
comment on table weir.grants is 'Units given, by plan, purchase, promotion or hand: amount in each period, from effective_at until expires_at.';
comment on table weir.holds is 'Units set aside before a paid call. pending, then exactly one of posted, voided, expired.';
comment on table weir.license_instances is 'Where a licence key is activated.';
comment on table weir.license_keys is 'Licence keys as the provider''s newest message shows them. The key itself is stored nowhere.';
comment on table weir.members is 'The users that act for a customer.';
comment on table weir.meters is 'What is counted. The unit never changes: ledgers are written in it.';
comment on table weir.migrations is 'Which scripts this database holds. A released migration never changes; a repeatable one runs again when its checksum does.';
comment on table weir.outbox is 'Usage beyond what is included, as it is told to Stripe, once: the increase of a bucket''s overage since the message before.';
comment on table weir.overage_reports is 'How much overage of a bucket was told to Stripe: the watermark below which nothing is told again.';
comment on table weir.overruns is 'Used beyond every hold and limit. Counts against what is admitted from period_start until period_end.';
comment on table weir.plan_entitlements is 'Rights that a plan version gives. For kind metered the key is the meter.';
comment on table weir.plan_limits is 'Limits that a plan version sets: at most amount of a meter in each period, for each customer, member or feature.';
comment on table weir.plan_model_routing is 'Plan and capability to provider, model, tier. Not versioned: a change takes effect at once. Missing is an error, never a default.';
comment on table weir.plan_overages is 'As which Stripe meter the overage of a plan is billed. Belongs to the plan''s code, and to no version.';
comment on table weir.plan_prices is 'What a provider sells, as the catalog maps it to plans: a Stripe price, a Lemon Squeezy variant.';
comment on table weir.plans is 'Versions of plans; the highest version of a code is the current one. A version''s entitlements never change.';
comment on table weir.prices is 'What a provider charges, in integer nano-USD per block of units. Rows never change; a new figure is a new version.';
comment on table weir.profiles is 'Display fields of a user, the only ones a user may change.';
comment on table weir.prompts is 'Prompt templates of the blueprint. A version never changes. Rendered text is stored nowhere.';
comment on table weir.service_keys is 'Keys of servers that call Weir. The key itself is stored nowhere: 256 random bits, known by their hash.';
comment on table weir.spend_caps is 'How much overage a customer lets itself use in each period. 0: what is included is the stop. No row: the plan''s hard limit.';
comment on table weir.subscriptions is 'Customer to plan version, over time; at most one row of a customer has not ended.';
comment on table weir.tallies is 'What was counted of one meter, for one scope, in one half-open period; made when first touched. The amounts are the plan''s: another plan finds what is used.';
comment on table weir.usage_daily is 'Sums of the ledger by UTC day. A meter''s row counts its quantity; an event, its tokens and its cost count in the row of its first line''s meter ('''' without lines): their totals are sums over all meters.';
comment on table weir.usage_events is 'The ledger: append-only, metadata only, never prompt or output text. A correction is a new row.';
comment on table weir.usage_keys is 'What was already asked: a client''s Idempotency-Key (request) or an event''s id (event), and where its answer is. Kept 35 days at least.';
comment on table weir.usage_monthly is 'As usage_daily, by UTC month.';
comment on type weir.catalog_change is 'One line of the difference between a blueprint and the database; action is add, change or remove.';
comment on type weir.denial is 'The numbers of a refusal as they were when it was decided; denial is quota, spend_cap or rate.';
comment on type weir.hold_line is 'Units of one bucket that a hold has set aside. A hold''s lines are in the order in which they were taken; extend may add to them.';
comment on type weir.tally_book is 'What a batch decides limits with: a range of slots by operation; tally and units by slot; then the tallies.';
comment on type weir.tally_line is 'What a hold holds of a tally, or a usage event used of it. Zero quantities count: they name what the call counts against.';
comment on type weir.usage_details is 'What a caller says of a usage event: metadata only, never prompt or output text.';
comment on type weir.usage_line is 'What a usage event took: from a bucket; or beyond the limits (overrun); or neither, for a meter that is only recorded.';
