-- Purpose: units that stand in the ledger of accounts number $1 to $2 beyond what their grants ever gave, by meter; and
--   what is booked as overrun, which an honest hold never is.
-- Counts from the ledger itself, not from the counters that admission uses.
-- $1 integer first, $2 integer last
with account as (
  select md5(n::text)::uuid as id from generate_series($1::integer, $2::integer) as n
), given as (
  select b.customer_id, b.meter, sum(b.granted::numeric + b.overage_allowed) as units
  from account as a join weir.buckets as b on b.customer_id = a.id
  group by b.customer_id, b.meter
), sold as (
  select e.customer_id, l.meter, sum(l.quantity) as units,
    coalesce(sum(l.quantity) filter (where l.overrun), 0) as overrun
  from account as a join weir.usage_events as e on e.customer_id = a.id cross join lateral unnest(e.lines) as l
  group by e.customer_id, l.meter
)
select coalesce(sum(greatest(s.units - coalesce(g.units, 0), s.overrun)), 0)::bigint
from sold as s
join weir.meters as m on m.meter = s.meter and m.limit_kind = 'granted'
left join given as g on g.customer_id = s.customer_id and g.meter = s.meter
