-- Purpose: a route in a few words, for the lines of apply_catalog.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.route_text(p_route weir.plan_model_routing) returns text
  language sql immutable
  set search_path = ''
as $function$
  select format('%s/%s (%s)', p_route.provider, p_route.model, p_route.tier)
    || case when p_route.fallback_provider is null then ''
      else format(', else %s/%s (%s)', p_route.fallback_provider, p_route.fallback_model, p_route.fallback_tier) end
$function$;
comment on function weir.route_text(weir.plan_model_routing) is 'A route in a few words.';
