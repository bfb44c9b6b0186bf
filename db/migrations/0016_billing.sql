-- Billing: what the providers say (an inbox), what Weir keeps of their objects (facts, newest wins), and what follows from it
-- (entitlements and the plan of a customer). Nothing here names a person, a card or an address.
-- Every fact carries its version (at, rank, tie): a later message never gives way to an earlier one, in whatever order they come.

create table weir.billing_webhook_events (
  provider text not null,
  event_key text not null,
  event_id uuid not null default gen_random_uuid(),
  mode text not null,
  event_type text not null,
  occurred_at timestamptz,
  received_at timestamptz not null,
  facts jsonb not null,
  state text not null default 'received',
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  reason text,
  processed_at timestamptz,
  constraint billing_webhook_events_pkey primary key (provider, event_key),
  constraint billing_webhook_events_event_id_unique unique (event_id),
  constraint billing_webhook_events_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint billing_webhook_events_event_key_length check (char_length(event_key) between 1 and 255),
  constraint billing_webhook_events_mode_known check (mode in ('test', 'live')),
  constraint billing_webhook_events_event_type_length check (char_length(event_type) between 1 and 200),
  constraint billing_webhook_events_facts_length check (octet_length(facts::text) <= 65536),
  constraint billing_webhook_events_state_known check (state in ('received', 'processed', 'ignored', 'parked')),
  constraint billing_webhook_events_attempts_not_negative check (attempts >= 0),
  constraint billing_webhook_events_reason_length check (char_length(reason) between 1 and 500),
  constraint billing_webhook_events_processed_at_state check ((processed_at is null) = (state = 'received'))
);
create index billing_webhook_events_waiting_idx on weir.billing_webhook_events (next_attempt_at) where state = 'received';
create index billing_webhook_events_received_at_idx on weir.billing_webhook_events (received_at, event_id);
comment on table weir.billing_webhook_events is 'The inbox: signed messages of providers, one row each however often they come. Work happens afterwards.';
comment on column weir.billing_webhook_events.event_key is 'Stripe: the event''s id. Lemon Squeezy: SHA-256 of the body, for it has no id.';
comment on column weir.billing_webhook_events.event_id is 'Weir''s own: operators name a message by it.';
comment on column weir.billing_webhook_events.facts is 'What the message says of objects that Weir keeps. The message itself is not kept: it names people.';
comment on column weir.billing_webhook_events.reason is 'Why it waits or is parked.';

create table weir.billing_customers (
  provider text not null,
  mode text not null,
  buyer_id text not null,
  customer_id uuid,
  customer_version text,
  deleted boolean not null,
  version_at timestamptz not null,
  version_rank integer not null,
  version_tie text not null,
  constraint billing_customers_pkey primary key (provider, mode, buyer_id),
  constraint billing_customers_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint billing_customers_mode_known check (mode in ('test', 'live')),
  constraint billing_customers_buyer_id_length check (char_length(buyer_id) between 1 and 255),
  constraint billing_customers_version_tie_length check (char_length(version_tie) <= 64),
  constraint billing_customers_customer_version_length check (char_length(customer_version) <= 100)
);
create index billing_customers_customer_id_idx on weir.billing_customers (customer_id);
comment on column weir.billing_customers.customer_version is 'Version of the message that said so: the oldest that does decides, in whatever order they come.';
comment on table weir.billing_customers is 'Providers'' customers, and whose they are.';
comment on column weir.billing_customers.customer_id is 'The Weir customer that a checkout carried: once known it never changes. Null: no message has said it yet.';

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
  period_starts_at timestamptz,
  period_ends_at timestamptz,
  trial_ends_at timestamptz,
  ends_at timestamptz,
  paused_free boolean not null,
  version_at timestamptz not null,
  version_rank integer not null,
  version_tie text not null,
  constraint billing_subscriptions_pkey primary key (provider, mode, object_id),
  constraint billing_subscriptions_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint billing_subscriptions_mode_known check (mode in ('test', 'live')),
  constraint billing_subscriptions_object_id_length check (char_length(object_id) between 1 and 255),
  constraint billing_subscriptions_buyer_id_length check (char_length(buyer_id) between 1 and 255),
  constraint billing_subscriptions_price_id_length check (char_length(price_id) between 1 and 255),
  constraint billing_subscriptions_status_known check (
    status in ('incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'ended', 'never_paid')),
  constraint billing_subscriptions_quantity_positive check (quantity > 0),
  constraint billing_subscriptions_version_tie_length check (char_length(version_tie) <= 64),
  constraint billing_subscriptions_customer_version_length check (char_length(customer_version) <= 100)
);
create index billing_subscriptions_customer_id_idx on weir.billing_subscriptions (customer_id);
create index billing_subscriptions_buyer_id_idx on weir.billing_subscriptions (provider, mode, buyer_id);
comment on table weir.billing_subscriptions is 'Providers'' subscriptions as their newest message shows them.';
comment on column weir.billing_subscriptions.ends_at is 'When access ends though the status is still active: cancelled, not renewed.';

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
  made_at timestamptz not null,
  amount_minor bigint not null,
  refunded_minor bigint not null,
  currency text not null,
  version_at timestamptz not null,
  version_rank integer not null,
  version_tie text not null,
  constraint billing_payments_pkey primary key (provider, mode, object_id),
  constraint billing_payments_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint billing_payments_mode_known check (mode in ('test', 'live')),
  constraint billing_payments_object_id_length check (char_length(object_id) between 1 and 255),
  constraint billing_payments_buyer_id_length check (char_length(buyer_id) between 1 and 255),
  constraint billing_payments_subscription_id_length check (char_length(subscription_id) between 1 and 255),
  constraint billing_payments_price_id_length check (char_length(price_id) between 1 and 255),
  constraint billing_payments_state_known check (state in (
    'pending', 'failed', 'paid', 'partly_refunded', 'refunded', 'disputed', 'charged_back', 'void')),
  constraint billing_payments_amounts_not_negative check (least(amount_minor, refunded_minor) >= 0),
  constraint billing_payments_currency_format check (currency ~ '^[A-Z]{3}$'),
  constraint billing_payments_version_tie_length check (char_length(version_tie) <= 64),
  constraint billing_payments_customer_version_length check (char_length(customer_version) <= 100)
);
create index billing_payments_customer_id_idx on weir.billing_payments (customer_id);
create index billing_payments_subscription_id_idx on weir.billing_payments (provider, mode, subscription_id);
comment on table weir.billing_payments is 'Invoices, orders, charges and disputes: money that came, failed to come, or went back.';

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
  expires_at timestamptz,
  version_at timestamptz not null,
  version_rank integer not null,
  version_tie text not null,
  constraint license_keys_pkey primary key (provider, mode, object_id),
  constraint license_keys_key_hash_unique unique (provider, mode, key_hash),
  constraint license_keys_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint license_keys_mode_known check (mode in ('test', 'live')),
  constraint license_keys_object_id_length check (char_length(object_id) between 1 and 255),
  constraint license_keys_buyer_id_length check (char_length(buyer_id) between 1 and 255),
  constraint license_keys_order_id_length check (char_length(order_id) between 1 and 255),
  constraint license_keys_product_id_length check (char_length(product_id) between 1 and 255),
  constraint license_keys_key_hash_sha256 check (octet_length(key_hash) = 32),
  constraint license_keys_key_short_length check (char_length(key_short) between 1 and 20),
  constraint license_keys_state_known check (state in ('inactive', 'active', 'expired', 'disabled')),
  constraint license_keys_activation_limit_positive check (activation_limit > 0),
  constraint license_keys_version_tie_length check (char_length(version_tie) <= 64),
  constraint license_keys_customer_version_length check (char_length(customer_version) <= 100)
);
create index license_keys_customer_id_idx on weir.license_keys (customer_id);
create index license_keys_buyer_id_idx on weir.license_keys (provider, mode, buyer_id);
create index license_keys_order_id_idx on weir.license_keys (provider, mode, order_id);
comment on table weir.license_keys is 'Licence keys as the provider''s newest message shows them. The key itself is stored nowhere.';

create table weir.license_instances (
  provider text not null,
  mode text not null,
  license_id text not null,
  instance_id uuid not null,
  name text not null,
  activated_at timestamptz not null,
  constraint license_instances_pkey primary key (provider, mode, license_id, instance_id),
  constraint license_instances_license_fkey foreign key (provider, mode, license_id)
    references weir.license_keys (provider, mode, object_id),
  constraint license_instances_name_length check (char_length(name) between 1 and 200)
);
comment on table weir.license_instances is 'Where a licence key is activated.';

create table weir.entitlements (
  customer_id uuid not null,
  key text not null,
  source text not null,
  plan_code text,
  plan_version integer,
  access_until timestamptz not null,
  updated_at timestamptz not null,
  constraint entitlements_pkey primary key (customer_id, key),
  constraint entitlements_customer_id_fkey foreign key (customer_id) references weir.customers (customer_id),
  constraint entitlements_key_length check (char_length(key) between 1 and 100),
  constraint entitlements_source_length check (char_length(source) between 1 and 300),
  constraint entitlements_plan_code_length check (char_length(plan_code) between 1 and 100)
);
comment on table weir.entitlements is 'What a customer''s payments entitle it to: a function of the tables above, the catalog and now, recomputed whenever one changes.';
comment on column weir.entitlements.source is 'What it comes from: subscription:<provider>:<id> or license:<provider>:<id>.';

create table weir.billing_dues (
  customer_id uuid not null,
  due_at timestamptz not null,
  constraint billing_dues_pkey primary key (customer_id),
  constraint billing_dues_customer_id_fkey foreign key (customer_id) references weir.customers (customer_id)
);
create index billing_dues_due_at_idx on weir.billing_dues (due_at);
comment on table weir.billing_dues is 'When the time alone next changes what a customer''s payments give: it is computed anew then.';

create table weir.plan_prices (
  provider text not null,
  mode text not null,
  price_id text not null,
  plan_code text not null,
  constraint plan_prices_pkey primary key (provider, mode, price_id),
  constraint plan_prices_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint plan_prices_mode_known check (mode in ('test', 'live')),
  constraint plan_prices_price_id_length check (char_length(price_id) between 1 and 255),
  constraint plan_prices_plan_code_length check (char_length(plan_code) between 1 and 100)
);
comment on table weir.plan_prices is 'What a provider sells, as the catalog maps it to plans: a Stripe price, a Lemon Squeezy variant.';

create table weir.billing_rules (
  singleton boolean not null default true,
  mode text not null,
  deployment text not null,
  past_due_grace interval not null,
  updated_at timestamptz not null,
  constraint billing_rules_pkey primary key (singleton),
  constraint billing_rules_singleton_true check (singleton),
  constraint billing_rules_mode_known check (mode in ('test', 'live')),
  constraint billing_rules_deployment_known check (deployment in ('development', 'production')),
  constraint billing_rules_past_due_grace_not_negative check (past_due_grace >= interval '0')
);
comment on column weir.billing_rules.deployment is 'Whose default plan of the blueprint holds when what was paid for has ended.';
comment on table weir.billing_rules is 'What of the server''s settings decides what a payment gives; the server writes it when it starts. One row.';

create table weir.outbox (
  outbox_id uuid not null,
  kind text not null,
  customer_id uuid not null,
  payload jsonb not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  sent_at timestamptz,
  reason text,
  constraint outbox_pkey primary key (outbox_id),
  constraint outbox_kind_length check (char_length(kind) between 1 and 100),
  constraint outbox_payload_length check (octet_length(payload::text) <= 8192),
  constraint outbox_attempts_not_negative check (attempts >= 0),
  constraint outbox_reason_length check (char_length(reason) between 1 and 500)
);
create index outbox_waiting_idx on weir.outbox (next_attempt_at) where sent_at is null;
create index outbox_customer_id_idx on weir.outbox (customer_id);
comment on table weir.outbox is 'What is to be told to a provider, once: usage beyond what is included.';

do $rights$
declare
  v_table text;
begin
  foreach v_table in array '{billing_webhook_events,billing_customers,billing_subscriptions,billing_payments,license_keys,license_instances,entitlements,billing_dues,plan_prices,billing_rules,outbox}'::text[]
  loop
    execute format('alter table weir.%I enable row level security', v_table);
    execute format('alter table weir.%I force row level security', v_table);
    execute format('create policy %I on weir.%I to weir_engine using (true) with check (true)', v_table || '_engine', v_table);
    execute format('grant select, insert, update, delete on weir.%I to weir_engine', v_table);
  end loop;
end
$rights$;
