-- Purpose: the buckets of accounts number $1 to $2, which are made when first touched.
-- $1 integer first, $2 integer last, $3 timestamptz now
select count(*) from weir.open_buckets(
  array(select md5(n::text)::uuid from generate_series($1::integer, $2::integer) as n order by 1),
  array_fill('generations'::text, array[$2::integer - $1::integer + 1]),
  array_fill($3::timestamptz, array[$2::integer - $1::integer + 1]))
