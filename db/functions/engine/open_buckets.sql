-- Purpose: the buckets that are open for each key (customer, meter, instant), in burn order: priority, then what ends
--   sooner, then what is older. A bucket that is touched for the first time is made here. "group_no" is the key's place.
--   "hard_limit" is what the grant allows now; a bucket may have used and hold more, since a plan or a cap was lowered.
-- Locks: none of its own; the caller holds the customers' books.
-- Errors: none. Idempotency: a bucket is made once; its key is the grant and the period's start.
create or replace function weir.open_buckets(p_customer_ids uuid[], p_meters text[], p_instants timestamptz[])
returns table (group_no integer, burn_no integer, bucket_id bigint, granted bigint, hard_limit bigint, used bigint,
  held bigint, period_start timestamptz, closes_at timestamptz, renews_at timestamptz)
language plpgsql
set search_path = ''
as $function$
#variable_conflict use_column
begin
  insert into weir.buckets (customer_id, grant_id, meter, period_start, period_end, granted, overage_allowed)
    select m.customer_id, m.grant_id, m.meter, p.period_start, p.period_end, a.granted, a.overage_allowed
    from (
      select distinct g.customer_id, g.grant_id, g.meter, g.period, g.anchor_at, g.zone, g.amount, g.overage_allowed,
        k.instant
      from unnest(p_customer_ids, p_meters, p_instants) as k (customer_id, meter, instant)
      cross join lateral (
        select * from weir.grants as g
        where g.customer_id = k.customer_id and g.meter = k.meter and g.effective_at <= k.instant
          and g.expires_at > k.instant
        offset 0
      ) as g
      where k.instant >= coalesce((
        select b.period_end from weir.buckets as b
        where b.customer_id = g.customer_id and b.grant_id = g.grant_id and b.period_start <= k.instant
        order by b.period_start desc limit 1), '-infinity')
      offset 0 -- the period is computed for what is missing only
    ) as m
    cross join lateral weir.bucket_period(m.period, m.anchor_at, m.zone, m.instant, (
      select b.period_end from weir.buckets as b
      where b.customer_id = m.customer_id and b.grant_id = m.grant_id and b.period_start <= m.instant
      order by b.period_start desc limit 1
    ), (
      select b.period_start from weir.buckets as b
      where b.customer_id = m.customer_id and b.grant_id = m.grant_id and b.period_start > m.instant
      order by b.period_start limit 1
    )) as p
    cross join lateral (
      select a.* from weir.grants as g cross join lateral weir.bucket_amounts(g, p.period_start) as a
      where g.customer_id = m.customer_id and g.grant_id = m.grant_id
    ) as a
    order by m.customer_id, m.grant_id, p.period_start
    on conflict do nothing;

  return query
    select k.group_no::integer,
      row_number() over (partition by k.group_no
        order by g.priority, least(g.expires_at, b.period_end), g.created_at, g.grant_id)::integer,
      b.bucket_id, b.granted,
      least(b.granted::numeric + least(b.overage_allowed, g.overage_allowed), 9223372036854775807)::bigint,
      b.used, b.held, b.period_start, least(g.expires_at, b.period_end),
      case when g.period <> 'lifetime' and g.expires_at > b.period_end then b.period_end end
    from unnest(p_customer_ids, p_meters, p_instants) with ordinality as k (customer_id, meter, instant, group_no)
    cross join lateral (
      select * from weir.grants as g
      where g.customer_id = k.customer_id and g.meter = k.meter and g.effective_at <= k.instant
        and g.expires_at > k.instant
      offset 0
    ) as g
    cross join lateral (
      select b.* from weir.buckets as b
      where b.customer_id = g.customer_id and b.grant_id = g.grant_id and b.period_start <= k.instant
      order by b.period_start desc limit 1
    ) as b
    where b.period_end > k.instant
    order by 1, 2;
end
$function$;
comment on function weir.open_buckets(uuid[], text[], timestamptz[])
  is 'The open buckets of customers and meters at given instants, in burn order.';
