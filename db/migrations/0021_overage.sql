-- Usage beyond what a plan includes, as it is told to Stripe's meters: by which names (from the blueprint), how much of each
-- bucket was told so far, and the messages themselves. docs/billing.md says how they go.

create table weir.plan_overages (
  plan_code text not null,
  mode text not null,
  meter text not null,
  event_name text not null,
  per_units bigint not null,
  since_at timestamptz not null,
  constraint plan_overages_pkey primary key (plan_code, mode, meter),
  constraint plan_overages_meter_fkey foreign key (meter) references weir.meters (meter),
  constraint plan_overages_plan_code_length check (char_length(plan_code) between 1 and 100),
  constraint plan_overages_mode_known check (mode in ('test', 'live')),
  constraint plan_overages_event_name_length check (char_length(event_name) between 1 and 100),
  constraint plan_overages_per_units_positive check (per_units > 0)
);
create index plan_overages_meter_idx on weir.plan_overages (meter);
comment on table weir.plan_overages is 'As which Stripe meter the overage of a plan is billed. Belongs to the plan''s code, and to no version.';
comment on column weir.plan_overages.event_name is 'The meter''s event name at Stripe.';
comment on column weir.plan_overages.per_units is 'Units of the meter that are one unit at Stripe.';
comment on column weir.plan_overages.since_at is 'Since when it is in the blueprint: a period that was over by then is not reported.';

create table weir.overage_reports (
  customer_id uuid not null,
  bucket_id bigint not null,
  mode text,
  event_name text,
  per_units bigint,
  buyer_id text,
  shift_units bigint not null default 0,
  carried_units bigint not null default 0,
  reported_units bigint not null default 0,
  reports integer not null default 0,
  reported_at timestamptz,
  constraint overage_reports_pkey primary key (customer_id, bucket_id),
  constraint overage_reports_mode_known check (mode in ('test', 'live')),
  constraint overage_reports_event_name_length check (char_length(event_name) between 1 and 100),
  constraint overage_reports_per_units_positive check (per_units > 0),
  constraint overage_reports_buyer_id_length check (char_length(buyer_id) between 1 and 255),
  constraint overage_reports_told_complete check (num_nulls(mode, event_name, per_units, buyer_id) in (0, 4)),
  constraint overage_reports_counts_not_negative check (least(reported_units, reports) >= 0)
);
comment on table weir.overage_reports is 'How much overage of a bucket was told to Stripe: the watermark below which nothing is told again.';
comment on column weir.overage_reports.event_name is 'As what it was told last: a period that is over stays so, whatever plan follows. Null: nothing is told of it yet.';
comment on column weir.overage_reports.shift_units is 'What changes of the allowance within the period must not add to or take from the overage: it is what it was when it was used.';
comment on column weir.overage_reports.carried_units is 'Of reported_units, what was told of another bucket and corrected there since. Negative there.';
comment on column weir.overage_reports.reports is 'Messages so far; numbers the next.';

-- It was never written to.
alter table weir.outbox
  drop constraint outbox_kind_length,
  drop constraint outbox_payload_length,
  drop column kind,
  drop column payload,
  add column mode text not null,
  add column bucket_id bigint not null,
  add column report_no integer not null,
  add column buyer_id text not null,
  add column event_name text not null,
  add column units bigint not null,
  add column per_units bigint not null,
  add column value bigint not null,
  add column occurred_at timestamptz not null,
  add column state text not null default 'waiting',
  add column claim_id uuid,
  add column claimed_at timestamptz,
  add column unsure_since timestamptz,
  add constraint outbox_report_unique unique (customer_id, bucket_id, report_no),
  add constraint outbox_report_fkey foreign key (customer_id, bucket_id)
    references weir.overage_reports (customer_id, bucket_id),
  add constraint outbox_mode_known check (mode in ('test', 'live')),
  add constraint outbox_buyer_id_length check (char_length(buyer_id) between 1 and 255),
  add constraint outbox_event_name_length check (char_length(event_name) between 1 and 100),
  add constraint outbox_value_of_units check (value > 0 and per_units > 0 and units::numeric = value::numeric * per_units),
  add constraint outbox_state_known check (state in ('waiting', 'sent', 'parked')),
  add constraint outbox_sent_at_state check ((sent_at is null) = (state <> 'sent')),
  add constraint outbox_claim_complete check ((claim_id is null) = (claimed_at is null));
drop index weir.outbox_waiting_idx;
drop index weir.outbox_customer_id_idx;
create index outbox_waiting_idx on weir.outbox (mode, next_attempt_at) where state = 'waiting';
create index outbox_created_at_idx on weir.outbox (created_at, outbox_id);
comment on table weir.outbox is 'Usage beyond what is included, as it is told to Stripe, once: the increase of a bucket''s overage since the message before.';
comment on column weir.outbox.outbox_id is 'Stripe''s identifier of it: within a day Stripe counts one identifier once.';
comment on column weir.outbox.report_no is 'Its number among those of the bucket.';
comment on column weir.outbox.value is 'What Stripe is told: units by per_units.';
comment on column weir.outbox.occurred_at is 'When it counts at Stripe.';
comment on column weir.outbox.claim_id is 'Who sends it: Stripe''s Idempotency-Key of that attempt.';
comment on column weir.outbox.unsure_since is 'Since when it may have been counted without an answer that said so. A day later Stripe would count it again.';

do $rights$
declare
  v_table text;
begin
  foreach v_table in array '{plan_overages,overage_reports}'::text[]
  loop
    execute format('alter table weir.%I enable row level security', v_table);
    execute format('alter table weir.%I force row level security', v_table);
    execute format('create policy %I on weir.%I to weir_engine using (true) with check (true)', v_table || '_engine', v_table);
    execute format('grant select, insert, update, delete on weir.%I to weir_engine', v_table);
  end loop;
end
$rights$;
