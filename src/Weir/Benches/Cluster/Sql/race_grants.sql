-- Purpose: the last units: so many to each of accounts number $1 to $2.
-- $1 integer first, $2 integer last, $3 bigint units, $4 timestamptz now
select count(*) from generate_series($1::integer, $2::integer) as n
  cross join lateral weir.grant_units(
    $4, md5(n::text)::uuid, gen_random_uuid(), 'race_units', $3, 'promotion', null, null, null) as answer
  where answer = 'granted'
