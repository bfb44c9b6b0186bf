-- Periods in the customer's time zone.
--
-- A zone is an IANA name that the server knows. weir.is_zone says so when one is set; a check here would read every file of
-- the server's time zone data for each row, and make a restore fail on a server with older data.

alter table weir.customers
  add column zone text not null default 'UTC',
  add constraint customers_zone_length check (char_length(zone) between 1 and 64);
comment on column weir.customers.zone is 'IANA time zone in which days and months of the customer begin. weir.set_zone changes it.';

alter table weir.grants
  add column zone text not null default 'UTC',
  add constraint grants_zone_length check (char_length(zone) between 1 and 64);
comment on column weir.grants.zone is 'The customer''s zone: of the grant''s periods that no bucket was made for yet.';

-- These take the zone now; the audit's answer with the numbers of invariants, and with keys.
set local role weir_engine;
drop function if exists weir.period_at(text, timestamptz, timestamptz);
drop function if exists weir.plan_period(text, integer, timestamptz, timestamptz);
drop function if exists weir.tally_period(text, integer, timestamptz, timestamptz);
drop function if exists weir.tally_asks(timestamptz, uuid[], uuid[], text[]);
drop function if exists weir.audit_tallies();
drop function if exists weir.audit_buckets();
drop function if exists weir.audit_holds(timestamptz, interval);
drop function if exists weir.audit_rollups();
set local role weir_owner;
