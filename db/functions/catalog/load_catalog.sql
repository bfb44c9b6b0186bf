-- Purpose: the whole catalog as one JSON document, in the members of AppCatalog; null before the first apply.
--   Plans: the newest version of each, and older or retired ones as long as a current subscription is pinned to them.
--   Prices: every effective_from of what is not retired, each at its highest version.
-- Locks: none. Errors: none. Idempotency: reads only, in one snapshot.
create or replace function weir.load_catalog() returns jsonb
  language sql stable security definer
  set search_path = ''
as $function$
  select jsonb_build_object(
    'blueprint', b.name,
    'customer_kind', b.customer_kind,
    'drop_in', b.drop_in,
    'default_plan_development', b.default_plan_development,
    'default_plan_production', b.default_plan_production,
    'anonymous_gets_default_plan', b.anonymous_gets_default_plan,
    'upgrade_url', b.upgrade_url,
    'meters', weir.load_catalog_meters(),
    'plans', weir.load_catalog_plans(),
    'features', weir.load_catalog_features(),
    'prices', weir.load_catalog_prices())
  from weir.blueprint as b
$function$;
comment on function weir.load_catalog() is 'The whole catalog as one JSON document; null before the first apply.';
