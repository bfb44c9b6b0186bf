-- Purpose: the entitlements that a customer's payments give at p_now, as weir.entitlements is to hold them: of several sources
--   of a key the one that gives it longest, so that time alone never brings one to the fore.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_entitlements(p_customer_id uuid, p_now timestamptz)
returns table (key text, source text, plan_code text, plan_version integer, access_until timestamptz)
language sql stable
set search_path = ''
as $function$
  select distinct on (e.key) e.key, o.source, o.plan_code, o.plan_version, o.access_until
  from weir.billing_offers(p_customer_id, p_now) as o
  join weir.plan_entitlements as e on e.plan_code = o.plan_code and e.plan_version = o.plan_version
  where o.access_until > p_now
  order by e.key, o.access_until desc, o.worth desc, o.source collate "C"
$function$;
comment on function weir.billing_entitlements(uuid, timestamptz) is 'The entitlements that a customer''s payments give.';
