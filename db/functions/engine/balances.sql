-- Purpose: the numbers of meters at p_now, one row for each pair (customer, meter) that is asked for (each once) and is of
--   a meter that needs grants. Overruns count as used. Says the same before and after a sweep (a hold whose lease is over
--   holds nothing), and before and after a bucket is first touched (its grant's units are there).
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.balances(p_now timestamptz, p_customer_ids uuid[], p_meters text[])
returns table (customer_id uuid, meter text, unit text, granted bigint, used bigint, held bigint, hard_limit bigint,
  resets_at timestamptz)
language plpgsql stable security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set enable_sort = off
set jit = off
as $function$
#variable_conflict use_column
begin
  return query
    select k.customer_id, k.meter, m.unit,
      least(coalesce(sum(coalesce(b.granted, a.granted)), 0), 9223372036854775807)::bigint,
      least(coalesce(sum(b.used), 0) + (
        select coalesce(sum(o.quantity), 0) from weir.overruns as o
        where o.customer_id = k.customer_id and o.meter = k.meter and o.period_end > p_now and o.period_start <= p_now
      ), 9223372036854775807)::bigint,
      least(coalesce(sum(b.held - d.due), 0), 9223372036854775807)::bigint,
      least(coalesce(sum(coalesce(
          greatest(b.granted::numeric + least(b.overage_allowed, g.overage_allowed), b.used::numeric + b.held - d.due),
          a.granted::numeric + a.overage_allowed)), 0), 9223372036854775807)::bigint,
      min(case when g.period <> 'lifetime' and g.expires_at > coalesce(b.period_end, p.period_end)
        then coalesce(b.period_end, p.period_end) end)
    from unnest(p_customer_ids, p_meters) as k (customer_id, meter)
    join weir.meters as m on m.meter = k.meter and m.limit_kind = 'granted'
    left join lateral (
      select * from weir.grants as g
      where g.customer_id = k.customer_id and g.meter = k.meter and g.effective_at <= p_now and g.expires_at > p_now
      offset 0
    ) as g on true
    left join lateral (
      select b.* from weir.buckets as b
      where b.customer_id = g.customer_id and b.grant_id = g.grant_id and b.period_start <= p_now
      order by b.period_start desc limit 1
    ) as b on b.period_end > p_now
    left join lateral (
      select x.period_start, x.period_end
      from (
        select (
          select max(last.period_end) from weir.buckets as last
          where last.customer_id = g.customer_id and last.grant_id = g.grant_id and last.period_start <= p_now
        ) as after
        where g.grant_id is not null and b.bucket_id is null
        offset 0 -- the period is computed for what is missing only
      ) as last
      cross join lateral weir.bucket_period(g.period, g.anchor_at, g.zone, p_now, last.after, null) as x
    ) as p on true
    left join lateral (
      select x.* from weir.bucket_amounts(g, p.period_start) as x where p.period_start is not null
    ) as a on true
    left join lateral (
      select coalesce(sum(l.quantity), 0) as due
      from weir.books as c
      cross join lateral (
        select h.lines from weir.holds as h
        where h.customer_id = c.customer_id and h.expires_at between c.next_expiry and p_now and h.expires_at > '-infinity'
          and h.state = 'pending'
        order by h.expires_at -- by that index, and no other
        offset 0
      ) as h
      cross join lateral unnest(h.lines) as l
      where c.customer_id = b.customer_id and c.next_expiry <= p_now and l.bucket_id = b.bucket_id
    ) as d on true
    group by k.customer_id, k.meter, m.unit;
end
$function$;
comment on function weir.balances(timestamptz, uuid[], text[]) is 'The numbers of meters at an instant.';
