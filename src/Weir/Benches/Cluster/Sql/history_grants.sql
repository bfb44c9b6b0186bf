-- Purpose: what paid for the history of accounts number $1 to $2: a purchase that was good from $3 until $4, with its bucket,
--   all of it used. The plan's own bucket stays untouched.
-- $1 integer first, $2 integer last, $3 timestamptz from, $4 timestamptz until, $5 integer events of each
with number as (
  select n, md5(n::text)::uuid as id from generate_series($1::integer, $2::integer) as n
), granted as (
  select count(*) as n from number cross join lateral weir.grant_units(
    $3, number.id, md5('history ' || number.n)::uuid, 'generations', $5, 'purchase', null, $3, $4) as answer
), opened as (
  select count(*) as n from granted cross join lateral weir.open_buckets(
    array(select number.id from number order by 1),
    array_fill('generations'::text, array[$2::integer - $1::integer + 1]),
    array_fill($3::timestamptz, array[$2::integer - $1::integer + 1])) as b
  where granted.n > 0
)
select n from opened
