-- Purpose: the sums of users number 1 to $1, all zero, so that no measured call makes one.
-- $1 integer
with number as (
  select md5(n::text)::uuid as id, (now() at time zone 'UTC')::date as day from generate_series(1, $1::integer) as n
), daily as (
  insert into public.ledger_daily
    select id, day, 'generations', 'chapter_summary', 0, 0, 0, 0, 0, 0, 0, 0 from number on conflict do nothing
)
insert into public.ledger_monthly
  select id, date_trunc('month', day)::date, 'generations', 'chapter_summary', 0, 0, 0, 0, 0, 0, 0, 0 from number
  on conflict do nothing
