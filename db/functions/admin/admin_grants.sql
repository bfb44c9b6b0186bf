-- Purpose: a page of a customer's grants, newest first, after the one with the given time and id (nulls: from the newest),
--   each with its bucket of now, if it was touched.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.admin_grants(
  p_now timestamptz, p_customer_id uuid, p_before_created_at timestamptz, p_before_grant_id uuid, p_limit integer)
returns table (grant_id uuid, meter text, source text, priority integer, amount bigint, overage_allowed bigint, period text,
  effective_at timestamptz, expires_at timestamptz, created_at timestamptz, period_start timestamptz,
  period_end timestamptz, used bigint, held bigint)
language sql stable security definer
set search_path = ''
as $function$
  select g.grant_id, g.meter, g.source, g.priority, g.amount, g.overage_allowed, g.period, g.effective_at, g.expires_at,
    g.created_at, b.period_start, b.period_end, b.used, b.held
  from weir.grants as g
  left join lateral (
    select * from weir.buckets as b
    where b.customer_id = g.customer_id and b.grant_id = g.grant_id and b.period_start <= p_now and b.period_end > p_now
    order by b.period_start desc limit 1
  ) as b on true
  where g.customer_id = p_customer_id
    and (g.created_at, g.grant_id) < (coalesce(p_before_created_at, 'infinity'),
      coalesce(p_before_grant_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by g.created_at desc, g.grant_id desc
  limit p_limit
$function$;
comment on function weir.admin_grants(timestamptz, uuid, timestamptz, uuid, integer)
  is 'A page of a customer''s grants, newest first.';
