-- One app's catalog. Plans, prompts and prices keep their versions; routes and features are what is in force now.

create table weir.blueprint (
  singleton boolean not null default true,
  name text not null,
  customer_kind text not null,
  drop_in boolean not null,
  default_plan_development text,
  default_plan_production text,
  anonymous_gets_default_plan boolean not null,
  revision bigint not null,
  applied_at timestamptz not null,
  constraint blueprint_pkey primary key (singleton),
  constraint blueprint_singleton_true check (singleton),
  constraint blueprint_name_length check (char_length(name) between 1 and 100),
  constraint blueprint_customer_kind_known check (customer_kind in ('personal', 'organization')),
  constraint blueprint_default_plan_development_length check (char_length(default_plan_development) between 1 and 100),
  constraint blueprint_default_plan_production_length check (char_length(default_plan_production) between 1 and 100),
  constraint blueprint_revision_positive check (revision > 0)
);
comment on table weir.blueprint is 'The one app that this database serves. One row.';
comment on column weir.blueprint.revision is 'Grows with every apply that changed something.';

create table weir.blueprint_compat (
  singleton boolean not null default true,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null,
  constraint blueprint_compat_pkey primary key (singleton),
  constraint blueprint_compat_singleton_true check (singleton),
  constraint blueprint_compat_name_length check (char_length(name) between 1 and 100),
  constraint blueprint_compat_checksum_sha256 check (checksum ~ '^[0-9a-f]{64}$')
);
comment on table weir.blueprint_compat is 'Which compat.sql made the names in public. One row.';

create table weir.meters (
  meter text not null,
  unit text not null,
  limit_kind text not null,
  retired_at timestamptz,
  constraint meters_pkey primary key (meter),
  constraint meters_meter_length check (char_length(meter) between 1 and 100),
  constraint meters_unit_length check (char_length(unit) between 1 and 50),
  constraint meters_limit_kind_known check (limit_kind in ('granted', 'none'))
);
comment on table weir.meters is 'What is counted. The unit never changes: ledgers are written in it.';
comment on column weir.meters.limit_kind is 'granted: no grant is a denial. none: only recorded.';
comment on column weir.meters.retired_at is 'The blueprint no longer has it; older plan versions and ledgers still may.';

create table weir.plans (
  plan_code text not null,
  plan_version integer not null,
  name text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint plans_pkey primary key (plan_code, plan_version),
  constraint plans_plan_code_length check (char_length(plan_code) between 1 and 100),
  constraint plans_plan_version_positive check (plan_version > 0),
  constraint plans_name_length check (char_length(name) between 1 and 200)
);
comment on table weir.plans is 'Versions of plans; the highest version of a code is the current one. A version''s entitlements never change.';
comment on column weir.plans.retired_at is 'Set on the newest version when the blueprint no longer has the plan: nobody new gets it.';

create table weir.plan_entitlements (
  plan_code text not null,
  plan_version integer not null,
  key text not null,
  kind text not null,
  value text,
  included bigint,
  hard_limit bigint,
  period text,
  meter text generated always as (case when kind = 'metered' then key end) stored,
  constraint plan_entitlements_pkey primary key (plan_code, plan_version, key),
  constraint plan_entitlements_plan_fkey foreign key (plan_code, plan_version)
    references weir.plans (plan_code, plan_version),
  constraint plan_entitlements_meter_fkey foreign key (meter) references weir.meters (meter),
  constraint plan_entitlements_key_length check (char_length(key) between 1 and 100),
  constraint plan_entitlements_kind_known check (kind in ('boolean', 'static', 'metered')),
  constraint plan_entitlements_value_length check (char_length(value) <= 1000),
  constraint plan_entitlements_value_static check ((value is not null) = (kind = 'static')),
  constraint plan_entitlements_included_range check (included between 0 and hard_limit),
  constraint plan_entitlements_metered_complete check (
    (kind = 'metered') = (included is not null) and
    (kind = 'metered') = (hard_limit is not null) and
    (kind = 'metered') = (period is not null)),
  constraint plan_entitlements_period_known check (period in ('lifetime', 'day', 'calendar_month', 'billing_month'))
);
create index plan_entitlements_meter_idx on weir.plan_entitlements (meter);
comment on table weir.plan_entitlements is 'Rights that a plan version gives. For kind metered the key is the meter.';
comment on column weir.plan_entitlements.included is 'Units included in each period, in the meter''s base unit.';
comment on column weir.plan_entitlements.hard_limit is 'Where calls stop; between included and here is overage.';

alter table weir.subscriptions add constraint subscriptions_plan_fkey
  foreign key (plan_code, plan_version) references weir.plans (plan_code, plan_version);

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
  constraint plan_model_routing_pkey primary key (plan_code, capability),
  constraint plan_model_routing_plan_code_length check (char_length(plan_code) between 1 and 100),
  constraint plan_model_routing_capability_length check (char_length(capability) between 1 and 50),
  constraint plan_model_routing_provider_length check (char_length(provider) between 1 and 50),
  constraint plan_model_routing_model_length check (char_length(model) between 1 and 200),
  constraint plan_model_routing_tier_length check (char_length(tier) between 1 and 50),
  constraint plan_model_routing_fallback_provider_length check (char_length(fallback_provider) between 1 and 50),
  constraint plan_model_routing_fallback_model_length check (char_length(fallback_model) between 1 and 200),
  constraint plan_model_routing_fallback_tier_length check (char_length(fallback_tier) between 1 and 50),
  constraint plan_model_routing_fallback_complete
    check (num_nulls(fallback_provider, fallback_model, fallback_tier) in (0, 3)),
  constraint plan_model_routing_first_byte_timeout_ms_range check (first_byte_timeout_ms between 1 and timeout_ms),
  constraint plan_model_routing_timeout_ms_range check (timeout_ms between 1 and 3600000),
  constraint plan_model_routing_params_object check (jsonb_typeof(params) = 'object'),
  constraint plan_model_routing_params_length check (octet_length(params::text) <= 10000)
);
comment on table weir.plan_model_routing is 'Plan and capability to provider, model, tier. Not versioned: a change takes effect at once. Missing is an error, never a default.';

create table weir.prompts (
  prompt_code text not null,
  prompt_version integer not null,
  instructions text not null,
  user_template text not null,
  created_at timestamptz not null,
  constraint prompts_pkey primary key (prompt_code, prompt_version),
  constraint prompts_prompt_code_length check (char_length(prompt_code) between 1 and 100),
  constraint prompts_prompt_version_positive check (prompt_version > 0),
  constraint prompts_instructions_length check (char_length(instructions) <= 100000),
  constraint prompts_user_template_length check (char_length(user_template) between 1 and 100000)
);
comment on table weir.prompts is 'Prompt templates of the blueprint. A version never changes. Rendered text is stored nowhere.';

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
  constraint features_pkey primary key (feature),
  constraint features_prompt_fkey foreign key (prompt_code, prompt_version)
    references weir.prompts (prompt_code, prompt_version),
  constraint features_feature_length check (char_length(feature) between 1 and 100),
  constraint features_name_length check (char_length(name) between 1 and 200),
  constraint features_capability_length check (char_length(capability) between 1 and 50),
  constraint features_entitlement_length check (char_length(entitlement) between 1 and 100),
  constraint features_prompt_code_length check (char_length(prompt_code) between 1 and 100),
  constraint features_input_array check (jsonb_typeof(input) = 'array'),
  constraint features_input_length check (octet_length(input::text) <= 100000),
  constraint features_max_output_tokens_positive check (max_output_tokens > 0),
  constraint features_output_known check (output in ('text', 'json')),
  constraint features_charges_array check (jsonb_typeof(charges) = 'array'),
  constraint features_charges_length check (octet_length(charges::text) <= 10000)
);
create index features_prompt_idx on weir.features (prompt_code, prompt_version);
comment on table weir.features is 'What an app calls: capability, prompt version, input rules, limits.';

create table weir.prices (
  provider text not null,
  model text not null,
  tier text not null,
  price_version integer not null,
  effective_from timestamptz not null,
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
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint prices_pkey primary key (provider, model, tier, price_version),
  constraint prices_provider_length check (char_length(provider) between 1 and 50),
  constraint prices_model_length check (char_length(model) between 1 and 200),
  constraint prices_tier_length check (char_length(tier) between 1 and 50),
  constraint prices_price_version_positive check (price_version > 0),
  constraint prices_block_units_positive check (block_units > 0),
  constraint prices_rates_not_negative check (
    least(input_nano_usd, cached_input_nano_usd, cache_write_nano_usd, output_nano_usd) >= 0),
  constraint prices_long_context_above_positive check (long_context_above > 0),
  constraint prices_long_context_complete check (num_nulls(long_context_above, long_input_nano_usd,
    long_cached_input_nano_usd, long_cache_write_nano_usd, long_output_nano_usd) in (0, 5)),
  constraint prices_long_rates_not_negative check (
    least(long_input_nano_usd, long_cached_input_nano_usd, long_cache_write_nano_usd, long_output_nano_usd) >= 0),
  constraint prices_source_length check (char_length(source) <= 1000)
);
comment on table weir.prices is 'What a provider charges, in integer nano-USD per block of units. Rows never change; a new figure is a new version.';
comment on column weir.prices.effective_from is 'First instant at which it holds; of several versions with one instant the highest holds.';
comment on column weir.prices.retired_at is 'The blueprint no longer prices the model: calls of it are refused.';

create type weir.catalog_change as (action text, kind text, key text, detail text);
comment on type weir.catalog_change is 'One line of the difference between a blueprint and the database; action is add, change or remove.';

alter table weir.blueprint enable row level security;
alter table weir.blueprint force row level security;
create policy blueprint_engine on weir.blueprint to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.blueprint to weir_engine;

alter table weir.blueprint_compat enable row level security;
alter table weir.blueprint_compat force row level security;
create policy blueprint_compat_engine on weir.blueprint_compat to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.blueprint_compat to weir_engine;

alter table weir.meters enable row level security;
alter table weir.meters force row level security;
create policy meters_engine on weir.meters to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.meters to weir_engine;

alter table weir.plans enable row level security;
alter table weir.plans force row level security;
create policy plans_engine on weir.plans to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.plans to weir_engine;

alter table weir.plan_entitlements enable row level security;
alter table weir.plan_entitlements force row level security;
create policy plan_entitlements_engine on weir.plan_entitlements to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.plan_entitlements to weir_engine;

alter table weir.plan_model_routing enable row level security;
alter table weir.plan_model_routing force row level security;
create policy plan_model_routing_engine on weir.plan_model_routing to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.plan_model_routing to weir_engine;

alter table weir.prompts enable row level security;
alter table weir.prompts force row level security;
create policy prompts_engine on weir.prompts to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.prompts to weir_engine;

alter table weir.features enable row level security;
alter table weir.features force row level security;
create policy features_engine on weir.features to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.features to weir_engine;

alter table weir.prices enable row level security;
alter table weir.prices force row level security;
create policy prices_engine on weir.prices to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.prices to weir_engine;
