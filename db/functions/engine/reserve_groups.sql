-- Purpose: what reserve decides with, as arrays. For each line its group, which is a customer and a meter (0: nothing to
--   hold; null: the line is not valid). For each group its totals at p_now, overruns counted as used, and the range of its
--   buckets. The buckets, in burn order. Totals beyond bigint stop at its greatest value.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: makes buckets that are missing.
create or replace function weir.reserve_groups(
  p_now timestamptz, p_customer_ids uuid[], p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[],
  out line_groups integer[],
  out group_from integer[], out group_to integer[], out group_granted bigint[], out group_used bigint[],
  out group_held bigint[], out group_limit bigint[], out group_resets timestamptz[],
  out bucket_ids bigint[], out bucket_granted bigint[], out bucket_limit bigint[], out bucket_loads bigint[])
language plpgsql
set search_path = ''
as $function$
declare
  v_customers uuid[];
  v_meters text[];
begin
  with line as (
    select l.line, p_customer_ids[l.op] as customer_id, l.meter, m.limit_kind, l.quantity >= 0 as valid,
      dense_rank() over (partition by m.limit_kind order by p_customer_ids[l.op], l.meter)::integer as group_no
    from unnest(p_line_ops, p_line_meters, p_line_quantities) with ordinality as l (op, meter, quantity, line)
    left join weir.meters as m on m.meter = l.meter
  )
  select a.groups, k.customer_ids, k.meters into line_groups, v_customers, v_meters
  from (
    select array_agg(
      case when l.valid then case l.limit_kind when 'granted' then l.group_no when 'none' then 0 end end
      order by l.line) as groups
    from line as l
  ) as a cross join (
    select array_agg(k.customer_id order by k.group_no) as customer_ids, array_agg(k.meter order by k.group_no) as meters
    from (select distinct l.group_no, l.customer_id, l.meter from line as l where l.limit_kind = 'granted') as k
  ) as k;

  if v_customers is null then
    return;
  end if;

  with bucket as (
    select row_number() over (order by b.group_no, b.burn_no)::integer as n, b.*
    from weir.open_buckets(v_customers, v_meters, array_fill(p_now, array[cardinality(v_customers)])) as b
  ), total as (
    -- every group has a row, also one without buckets
    select u.group_no, coalesce(min(u.n), 1) as first_n, coalesce(max(u.n), 0) as last_n, sum(u.granted) as granted,
      sum(u.used) as used, sum(u.held) as held, sum(u.hard_limit) as hard_limit, min(u.renews_at) as resets_at
    from (
      select b.group_no, b.n, b.granted, b.used, b.held, greatest(b.hard_limit, b.used + b.held) as hard_limit,
        b.renews_at from bucket as b
      union all
      select k.group_no, null, 0, o.quantity, 0, 0, null
      from unnest(v_customers, v_meters) with ordinality as k (customer_id, meter, group_no)
      cross join lateral (
        select coalesce(sum(o.quantity), 0) as quantity from weir.overruns as o
        where o.customer_id = k.customer_id and o.meter = k.meter
          and o.period_end > p_now and o.period_start <= p_now
      ) as o
    ) as u
    group by u.group_no
  )
  select t.*, b.*
    into group_from, group_to, group_granted, group_used, group_held, group_limit, group_resets,
      bucket_ids, bucket_granted, bucket_limit, bucket_loads
  from (
    select array_agg(t.first_n order by t.group_no), array_agg(t.last_n order by t.group_no),
      array_agg(least(t.granted, 9223372036854775807)::bigint order by t.group_no),
      array_agg(least(t.used, 9223372036854775807)::bigint order by t.group_no),
      array_agg(least(t.held, 9223372036854775807)::bigint order by t.group_no),
      array_agg(least(t.hard_limit, 9223372036854775807)::bigint order by t.group_no),
      array_agg(t.resets_at order by t.group_no)
    from total as t
  ) as t cross join (
    select array_agg(b.bucket_id order by b.n), array_agg(b.granted order by b.n),
      array_agg(greatest(b.hard_limit, b.used + b.held) order by b.n), array_agg(b.used + b.held order by b.n)
    from bucket as b
  ) as b;
end
$function$;
comment on function weir.reserve_groups(timestamptz, uuid[], integer[], text[], bigint[])
  is 'What reserve decides with: lines, groups, buckets.';
