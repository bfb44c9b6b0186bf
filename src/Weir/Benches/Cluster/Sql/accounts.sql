-- Purpose: accounts number $1 to $2, on the bench's plan, as a first call of theirs would open them; with a user each in
--   the auth schema, and the buckets made that their first operations would make.
-- $1 integer first, $2 integer last, $3 timestamptz now
with number as (
  select n, md5(n::text)::uuid as id from generate_series($1::integer, $2::integer) as n
), opened as (
  select count(*) as n from number cross join lateral weir.open_account(number.id, 'bench', $3)
)
insert into auth.users (id, aud, role, email, created_at)
  select number.id, 'authenticated', 'authenticated', number.n || '@bench.invalid', $3 from number, opened
