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

-- What a correction gives back may have been overrun.
alter table weir.overruns
  drop constraint overruns_quantity_positive,
  add constraint overruns_quantity_not_negative check (quantity >= 0);

comment on type weir.hold_line is 'Units of one bucket that a hold has set aside. A hold''s lines are in the order in which they were taken; extend may add to them.';
