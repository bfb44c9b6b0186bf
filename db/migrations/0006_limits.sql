-- Limits beside grants: a grant supplies units, a limit only restricts. docs/decisions/0006-limits.md has the rules.

create type weir.tally_line as (tally_id bigint, meter text, quantity bigint);
comment on type weir.tally_line is 'What a hold holds of a tally, or a usage event used of it. Zero quantities count: they name what the call counts against.';

create type weir.tally_book as (
  op_from integer[], op_to integer[], slots integer[], units bigint[],
  ids bigint[], customers uuid[], meters text[], scopes text[], rates boolean[], amounts bigint[], used bigint[],
  held bigint[], resets timestamptz[]);
comment on type weir.tally_book is 'What a batch decides limits with: a range of slots by operation; tally and units by slot; then the tallies.';

create type weir.denial as (
  meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint,
  resets_at timestamptz, scope text, denial text);
comment on type weir.denial is 'The numbers of a refusal as they were when it was decided; denial is quota, spend_cap or rate.';

create table weir.plan_limits (
  plan_code text not null,
  plan_version integer not null,
  limit_code text not null,
  meter text not null,
  scope text not null,
  period text not null,
  window_s integer not null default 0,
  amount bigint not null,
  catalog_meter text generated always as (case when meter <> 'requests' then meter end) stored,
  constraint plan_limits_pkey primary key (plan_code, plan_version, limit_code),
  constraint plan_limits_plan_fkey foreign key (plan_code, plan_version) references weir.plans (plan_code, plan_version),
  constraint plan_limits_meter_fkey foreign key (catalog_meter) references weir.meters (meter),
  constraint plan_limits_count_unique unique (plan_code, plan_version, meter, scope, period, window_s),
  constraint plan_limits_limit_code_length check (char_length(limit_code) between 1 and 100),
  constraint plan_limits_scope_known check (scope in ('customer', 'member', 'feature')),
  constraint plan_limits_period_known check (period in ('lifetime', 'day', 'calendar_month', 'billing_month', 'window')),
  constraint plan_limits_window_s_range check (
    case when period = 'window' then window_s between 1 and 86400 else window_s = 0 end),
  constraint plan_limits_amount_not_negative check (amount >= 0)
);
create index plan_limits_catalog_meter_idx on weir.plan_limits (catalog_meter);
comment on table weir.plan_limits is 'Limits that a plan version sets: at most amount of a meter in each period, for each customer, member or feature.';
comment on column weir.plan_limits.meter is 'A meter of the catalog, or requests: one for each call that is admitted or recorded.';
comment on column weir.plan_limits.window_s is 'Seconds of a rate window; windows are fixed and aligned to the epoch. 0 for other periods.';

create table weir.tallies (
  customer_id uuid not null,
  tally_id bigint not null generated always as identity,
  period_start timestamptz not null,
  period_end timestamptz not null,
  used bigint not null default 0,
  held bigint not null default 0,
  window_s integer not null,
  meter text not null,
  scope text not null,
  scope_key text not null,
  period text not null,
  constraint tallies_pkey primary key (customer_id, tally_id),
  constraint tallies_count_unique unique (customer_id, meter, scope, scope_key, period, window_s, period_start),
  constraint tallies_period_not_empty check (period_start < period_end),
  constraint tallies_used_not_negative check (used >= 0),
  constraint tallies_held_not_negative check (held >= 0),
  constraint tallies_scope_known check (scope in ('customer', 'member', 'feature')),
  constraint tallies_scope_key_length check (char_length(scope_key) <= 100),
  constraint tallies_period_known check (period in ('lifetime', 'day', 'calendar_month', 'billing_month', 'window'))
) with (fillfactor = 70);
create index tallies_window_end_idx on weir.tallies (period_end) where period = 'window';
comment on table weir.tallies is 'What was counted of one meter, for one scope, in one half-open period; made when first touched. The amounts are the plan''s: another plan finds what is used.';
comment on column weir.tallies.scope_key is 'The member''s user id, the feature''s code; empty for the customer, and for calls that name none.';

alter table weir.holds add column tallies weir.tally_line[];
comment on column weir.holds.tallies is 'What it counts against, decided when it was reserved; null when no limit applied.';
alter table weir.usage_events add column tallies weir.tally_line[];
comment on column weir.usage_events.tallies is 'What it counted in which tally; null when no limit applied.';

alter table weir.books add column limited boolean not null default false;
create index books_limited_idx on weir.books (customer_id) where limited;
comment on column weir.books.limited is 'A subscription that has not ended may set limits. Kept by sync_plan_grants, so that the others cost nothing.';

create table weir.spend_caps (
  customer_id uuid not null,
  meter text not null,
  amount bigint not null,
  updated_at timestamptz not null,
  constraint spend_caps_pkey primary key (customer_id, meter),
  constraint spend_caps_amount_not_negative check (amount >= 0)
);
comment on table weir.spend_caps is 'How much overage a customer lets itself use in each period. 0: what is included is the stop. No row: the plan''s hard limit.';

alter table weir.grants add column overage_withheld bigint not null default 0;
alter table weir.grants add constraint grants_overage_withheld_not_negative check (overage_withheld >= 0);
comment on column weir.grants.overage_withheld is 'Overage of the plan that the customer''s spend cap takes away.';

alter table weir.plans add column trial_days integer;
alter table weir.plans add constraint plans_trial_days_range check (trial_days between 1 and 730);
comment on column weir.plans.trial_days is 'A customer''s first subscription, when it comes by default, is a trial of so many days.';

alter table weir.subscriptions add column trial_ends_at timestamptz;
alter table weir.subscriptions add constraint subscriptions_trial_ends_at_after_started check (trial_ends_at > started_at);
comment on column weir.subscriptions.trial_ends_at is 'While trialing: from this instant on it gives nothing.';
alter table weir.subscriptions add column ends_at timestamptz not null generated always as
  (coalesce(least(ended_at, case when status = 'trialing' then trial_ends_at end), 'infinity')) stored;
comment on column weir.subscriptions.ends_at is 'From this instant on it gives nothing: its end, or its trial''s.';
comment on column weir.subscriptions.ended_at is 'May be ahead: a change that waits for the period''s end. The row that follows starts then.';

alter table weir.plan_limits enable row level security;
alter table weir.plan_limits force row level security;
create policy plan_limits_engine on weir.plan_limits to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.plan_limits to weir_engine;

alter table weir.tallies enable row level security;
alter table weir.tallies force row level security;
create policy tallies_engine on weir.tallies to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.tallies to weir_engine;

alter table weir.spend_caps enable row level security;
alter table weir.spend_caps force row level security;
create policy spend_caps_engine on weir.spend_caps to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.spend_caps to weir_engine;

-- Functions whose arguments or answers change: their files make them again.
set local role weir_engine;
drop function if exists weir.plan_difference(text, integer, jsonb);
drop function if exists weir.add_plan_version(text, integer, text, jsonb, timestamptz);
drop function if exists weir.assign_plan(uuid, text, text, timestamptz);
drop function if exists weir.start_subscription(uuid, text, text, timestamptz);
drop function if exists weir.reserve(timestamptz, uuid[], uuid[], uuid[], text[], bigint[], text[], bytea[], integer[],
  text[], bigint[]);
drop function if exists weir.settle(timestamptz, uuid[], uuid[], integer[], text[], bigint[], weir.usage_details[]);
drop function if exists weir.reserve_carefully(timestamptz, uuid[], uuid[], uuid[], text[], bigint[], text[], bytea[],
  integer[], text[], bigint[]);
drop function if exists weir.post;
drop function if exists weir.post_replays(timestamptz, text[], uuid[], uuid[], uuid[], uuid[], text[], bytea[],
  timestamptz[], text[], text[]);
drop function if exists weir.post_extras(text[], uuid[], timestamptz[], integer[], text[], bigint[], weir.usage_line[],
  bigint[], bigint[]);
