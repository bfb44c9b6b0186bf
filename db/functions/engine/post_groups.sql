-- Purpose: what post_extras decides with, as arrays. For each key (customer, meter, instant) its totals and its range of
--   slots; each slot names a bucket, since keys of several instants may share buckets. The buckets' loads are what they
--   will be once the batch's own holds have given back (p_released) and taken (p_lines).
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: makes buckets that are missing.
create or replace function weir.post_groups(
  p_customer_ids uuid[], p_meters text[], p_instants timestamptz[],
  p_lines weir.usage_line[], p_released_buckets bigint[], p_released_units bigint[],
  out group_from integer[], out group_to integer[], out group_granted bigint[], out group_limit bigint[],
  out group_overrun bigint[], out group_resets timestamptz[], out slots integer[],
  out bucket_ids bigint[], out bucket_granted bigint[], out bucket_limit bigint[], out bucket_loads bigint[],
  out bucket_held bigint[], out bucket_starts timestamptz[], out bucket_ends timestamptz[])
language plpgsql
set search_path = ''
as $function$
begin
  with slot as (
    select row_number() over (order by b.group_no, b.burn_no)::integer as n,
      dense_rank() over (order by b.bucket_id)::integer as bucket_no, b.*
    from weir.open_buckets(p_customer_ids, p_meters, p_instants) as b
  ), bucket as (
    select s.bucket_no, s.bucket_id, s.granted, greatest(s.hard_limit, a.load) as hard_limit, s.period_start, s.closes_at,
      s.held - coalesce(r.units, 0) as held, a.load
    from (select distinct on (s.bucket_no) s.* from slot as s order by s.bucket_no) as s
    left join (
      select r.bucket_id, sum(r.units)::bigint as units
      from unnest(p_released_buckets, p_released_units) as r (bucket_id, units) group by r.bucket_id
    ) as r on r.bucket_id = s.bucket_id
    left join (
      select l.bucket_id, sum(l.quantity)::bigint as units from unnest(p_lines) as l group by l.bucket_id
    ) as l on l.bucket_id = s.bucket_id
    cross join lateral (select s.used + s.held - coalesce(r.units, 0) + coalesce(l.units, 0) as load) as a
  ), total as (
    select k.group_no, coalesce(min(s.n), 1) as first_n, coalesce(max(s.n), 0) as last_n,
      least(coalesce(sum(s.granted), 0), 9223372036854775807)::bigint as granted,
      least(coalesce(sum(b.hard_limit), 0), 9223372036854775807)::bigint as hard_limit, min(s.renews_at) as resets_at,
      (select least(coalesce(sum(o.quantity), 0), 9223372036854775807)::bigint from weir.overruns as o
        where o.customer_id = k.customer_id and o.meter = k.meter
          and o.period_end > k.instant and o.period_start <= k.instant) as overrun
    from unnest(p_customer_ids, p_meters, p_instants) with ordinality as k (customer_id, meter, instant, group_no)
    left join slot as s on s.group_no = k.group_no
    left join bucket as b on b.bucket_no = s.bucket_no
    group by k.group_no, k.customer_id, k.meter, k.instant
  )
  select t.froms, t.tos, t.granted, t.hard_limit, t.overrun, t.resets, s.buckets,
      b.ids, b.granted, b.hard_limit, b.loads, b.held, b.starts, b.ends
    into group_from, group_to, group_granted, group_limit, group_overrun, group_resets, slots,
      bucket_ids, bucket_granted, bucket_limit, bucket_loads, bucket_held, bucket_starts, bucket_ends
  from (
    select array_agg(t.first_n order by t.group_no) as froms, array_agg(t.last_n order by t.group_no) as tos,
      array_agg(t.granted order by t.group_no) as granted, array_agg(t.hard_limit order by t.group_no) as hard_limit,
      array_agg(t.overrun order by t.group_no) as overrun, array_agg(t.resets_at order by t.group_no) as resets
    from total as t
  ) as t cross join (
    select array_agg(s.bucket_no order by s.n) as buckets from slot as s
  ) as s cross join (
    select array_agg(b.bucket_id order by b.bucket_no) as ids, array_agg(b.granted order by b.bucket_no) as granted,
      array_agg(b.hard_limit order by b.bucket_no) as hard_limit, array_agg(b.load order by b.bucket_no) as loads,
      array_agg(b.held order by b.bucket_no) as held, array_agg(b.period_start order by b.bucket_no) as starts,
      array_agg(b.closes_at order by b.bucket_no) as ends
    from bucket as b
  ) as b;
end
$function$;
comment on function weir.post_groups(uuid[], text[], timestamptz[], weir.usage_line[], bigint[], bigint[])
  is 'What post_extras decides with: groups, slots, buckets.';
