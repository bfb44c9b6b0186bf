-- Snapshots tell of a trial's end and of a change of plan that waits. Functions whose answers
-- change: their files make them again.
set local role weir_engine;
drop function if exists weir.assign_plan(uuid, text, text, timestamptz, text);
drop function if exists weir.open_account(uuid, text, timestamptz, boolean);
drop function if exists weir.customer_snapshots(uuid, timestamptz);
