-- The ledger, complete: corrections are rows of it, it says which period an overrun was booked to, and which instant an
-- event that came late counts at.

alter table weir.usage_events
  add column corrects_event_id uuid,
  add column corrects_recorded_at timestamptz,
  add column correction_reason text,
  add column claimed_at timestamptz,
  add column overrun_periods tstzrange[],
  drop constraint usage_events_quantities_not_negative,
  add constraint usage_events_quantities_not_negative check (corrects_event_id is not null or least(input_tokens,
    cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd) >= 0),
  add constraint usage_events_price_version_not_negative check (price_version >= 0),
  add constraint usage_events_correction_complete
    check (num_nulls(corrects_event_id, corrects_recorded_at, correction_reason) in (0, 3)),
  add constraint usage_events_correction_no_hold check (corrects_event_id is null or hold_id is null),
  add constraint usage_events_correction_reason_length check (char_length(correction_reason) between 1 and 100);
create index usage_events_corrects_idx on weir.usage_events (customer_id, corrects_event_id)
  where corrects_event_id is not null;
comment on column weir.usage_events.corrects_event_id is 'The event that this row corrects: its numbers are what is added to that event''s, and may be negative.';
comment on column weir.usage_events.corrects_recorded_at is 'recorded_at of that event: with it the ledger row is found without a search.';
comment on column weir.usage_events.claimed_at is 'When its sender says it occurred, where the policy of its meters counts it when it was received.';
comment on column weir.usage_events.overrun_periods is 'The period of weir.overruns of each line that is overrun, in their order; null without any.';

-- What a correction gives back may have been overrun; nothing is left of it then.
grant delete on weir.overruns to weir_engine;

comment on type weir.hold_line is 'Units of one bucket that a hold has set aside. A hold''s lines are in the order in which they were taken; extend may add to them.';

-- It answers with more columns now.
drop function if exists weir.usage_page(uuid, timestamptz, uuid, integer);

alter table weir.meters
  add column late_events text not null default 'restate',
  add column late_after_s integer not null default 86400,
  add column future_s integer not null default 600,
  add constraint meters_late_events_known check (late_events in ('restate', 'receipt', 'reject')),
  add constraint meters_late_after_s_range check (late_after_s between 0 and 3024000),
  add constraint meters_future_s_range check (future_s between 0 and 86400);
comment on column weir.meters.late_events is 'What becomes of a late event: restate counts it when it occurred, receipt when it is received, reject refuses it.';
comment on column weir.meters.late_after_s is 'An event is late when it occurred longer ago than this. After 35 days, which is how long ids are remembered, it is refused whatever the policy.';
comment on column weir.meters.future_s is 'How far a clock may be off: an event up to this far ahead occurred now, one beyond is refused.';

-- Holds are forgotten after their retention: this finds the old ones, and costs a reserve next to nothing.
create index holds_reserved_at_idx on weir.holds using brin (reserved_at);
grant delete on weir.holds to weir_engine;

-- Purpose: one partition a month, from p_now's month on. Belongs to the tables' owner: only it may make them. Rows of a month
--   that fell into the default partition, because nobody had made theirs in time, move into it before it is attached. They
--   stay the same rows. Row security is forced on the owner too, and the trigger that keeps the ledger append-only is in the
--   way: both are lifted from the default partition while its lock keeps everybody else out, and are back, or never were
--   gone, when the transaction ends.
-- Locks: SHARE UPDATE EXCLUSIVE on the ledger (reads and writes go on), ACCESS EXCLUSIVE on the default partition.
-- Errors: none of its own. Idempotency: makes what is missing, returns how many.
create or replace function weir.make_usage_partitions(p_now timestamptz, p_months integer) returns integer
  language plpgsql security definer
  set search_path = ''
as $function$
declare
  v_month date := date_trunc('month', p_now at time zone 'UTC')::date;
  v_from timestamptz;
  v_until timestamptz;
  v_name text;
  v_made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('weir.make_usage_partitions', 0));
  for i in 1..least(p_months, 60) loop
    v_name := to_char(v_month, '"usage_events_y"YYYY"m"MM');
    v_from := v_month::timestamp at time zone 'UTC';
    v_until := (v_month + interval '1 month') at time zone 'UTC';
    if to_regclass('weir.' || v_name) is null then
      execute format('create table weir.%I (like weir.usage_events including defaults including constraints)', v_name);

      lock table weir.usage_events_default in access exclusive mode;
      alter table weir.usage_events_default no force row level security;
      if exists (
        select from weir.usage_events_default as d where d.recorded_at >= v_from and d.recorded_at < v_until)
      then
        alter table weir.usage_events_default disable trigger usage_events_append_only;
        execute format('insert into weir.%I select * from weir.usage_events_default as d
          where d.recorded_at >= $1 and d.recorded_at < $2', v_name) using v_from, v_until;
        delete from weir.usage_events_default as d where d.recorded_at >= v_from and d.recorded_at < v_until;
        alter table weir.usage_events_default enable trigger usage_events_append_only;
      end if;
      alter table weir.usage_events_default force row level security;

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
