-- PostgreSQL parses the check constraints of a table anew for every statement that writes to it: on the tables that every call
-- writes to, that was a sixth of its work. What keeps money right stays a constraint, in its cheapest form. The shape of rows is
-- kept by the functions, which are the only way to write them, and proved by weir.audit_rows (docs/decisions/0012).

alter table weir.buckets
  drop constraint buckets_granted_not_negative,
  drop constraint buckets_held_not_negative,
  drop constraint buckets_used_not_negative,
  drop constraint buckets_within_limit,
  add constraint buckets_not_negative check (least(granted, overage_allowed, used, held) >= 0),
  -- used + held <= granted + overage_allowed, without a sum that could overflow
  add constraint buckets_within_limit check (held - overage_allowed <= granted - used);

alter table weir.holds
  drop constraint holds_event_id_posted,
  drop constraint holds_event_id_state,
  drop constraint holds_expires_at_after_reserved,
  drop constraint holds_feature_length,
  drop constraint holds_resolved_at_state,
  drop constraint holds_state_known,
  drop constraint holds_void_reason_length,
  drop constraint holds_void_reason_state,
  add constraint holds_resolved_once
    check ((state = 'pending') = (resolved_at is null) and (event_id is null) = (posted_at is null));

alter table weir.usage_events
  drop constraint usage_events_correction_complete,
  drop constraint usage_events_correction_no_hold,
  drop constraint usage_events_correction_reason_length,
  drop constraint usage_events_price_version_not_negative,
  drop constraint usage_events_provenance_known,
  drop constraint usage_events_status_known,
  drop constraint usage_events_text_length;

alter table weir.usage_monthly drop constraint usage_monthly_month_first_day;

-- Codes are compared byte by byte: a database's own collation, looked up on every call, orders nothing that anybody reads.
alter table weir.meters alter column meter type text collate "C";
alter table weir.grants alter column meter type text collate "C";
alter table weir.buckets alter column meter type text collate "C";
alter table weir.overruns alter column meter type text collate "C";
alter table weir.usage_daily
  alter column meter type text collate "C",
  alter column feature type text collate "C";
alter table weir.usage_monthly
  alter column meter type text collate "C",
  alter column feature type text collate "C";
alter table weir.usage_keys
  alter column kind type text collate "C",
  alter column key type text collate "C";
