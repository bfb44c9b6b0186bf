-- Purpose: the documents' rows of users number 1 to $1, with more units than any run uses.
-- $1 integer
with number as (
  select md5(n::text)::uuid as id from generate_series(1, $1::integer) as n
), metered as (
  insert into public.user_usage (uid) select id from number
)
insert into public.user_profiles (id, tokens_remaining) select id, 2000000000 from number
