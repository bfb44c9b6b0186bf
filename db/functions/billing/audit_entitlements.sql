-- Purpose: invariant 2, what payments give: the entitlements stored, and the plan that runs, are those that computing them anew
--   gives. What the time alone has ended, and nobody has cleared up yet, gives nothing and is no violation; neither is a plan
--   that an operator gave by hand since.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_entitlements(p_now timestamptz)
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
set timezone = 'UTC'
as $function$
  with billed as (
    select c.customer_id
    from weir.billed_customers() as b (customer_id)
    join weir.customers as c on c.customer_id = b.customer_id and c.deleted_at is null
  ), expected as (
    select b.customer_id, n.*
    from billed as b cross join lateral weir.billing_entitlements(b.customer_id, p_now) as n
  ), stored as (
    select e.customer_id, e.key, e.source, e.plan_code, e.plan_version, e.access_until
    from weir.entitlements as e where e.access_until > p_now
  ), due as (
    select d.customer_id, d.due_at from weir.billing_dues as d
  )
  select 2, 'entitlement_recomputed', coalesce(x.customer_id, s.customer_id), 'entitlements', coalesce(x.key, s.key),
    coalesce(format('%s: %s@%s until %s', x.source, x.plan_code, x.plan_version, x.access_until), 'none'),
    coalesce(format('%s: %s@%s until %s', s.source, s.plan_code, s.plan_version, s.access_until), 'none')
  from expected as x
  full join stored as s on s.customer_id = x.customer_id and s.key = x.key
  where (x.source, x.plan_code, x.plan_version, x.access_until)
    is distinct from (s.source, s.plan_code, s.plan_version, s.access_until)
  union all
  select 2, 'plan_of_payments', b.customer_id, 'subscriptions', b.customer_id::text,
    coalesce(format('%s of %s, %s', p.plan_code, p.provider, p.status), 'none of a provider'),
    coalesce(format('%s of %s, %s', r.plan_code, r.source, r.status), 'none')
  from billed as b
  left join lateral weir.billing_plan(b.customer_id, p_now) as p on true
  left join weir.subscriptions as r
    on r.customer_id = b.customer_id and r.started_at <= p_now and (r.ended_at is null or r.ended_at > p_now)
  where b.customer_id not in (select d.customer_id from due as d where d.due_at <= p_now) and r.source is distinct from 'admin'
    and case when p.plan_code is null then coalesce(r.source in ('stripe', 'lemonsqueezy'), false)
      else (r.plan_code, r.source, r.status) is distinct from (p.plan_code, p.provider, p.status) end
  union all
  select 2, 'due_recomputed', b.customer_id, 'billing_dues', b.customer_id::text, coalesce(n.due_at::text, 'none'),
    coalesce(d.due_at::text, 'none')
  from billed as b
  cross join lateral weir.billing_due_at(b.customer_id, p_now) as n (due_at)
  left join due as d on d.customer_id = b.customer_id
  where n.due_at is distinct from d.due_at and coalesce(d.due_at > p_now, true)
$function$;
comment on function weir.audit_entitlements(timestamptz) is 'Invariant 2: what payments give is what computing it anew gives.';
