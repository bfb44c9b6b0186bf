-- Purpose: how many of the race's units may still be sold to accounts number $1 to $2.
-- $1 integer first, $2 integer last, $3 timestamptz now
select coalesce(sum(b.hard_limit - b.used - b.held), 0)::bigint
from weir.balances($3,
  array(select md5(n::text)::uuid from generate_series($1::integer, $2::integer) as n),
  array_fill('race_units'::text, array[$2::integer - $1::integer + 1])) as b
