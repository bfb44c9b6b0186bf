-- Purpose: the prices of load_catalog: of each provider, model, tier and effective_from the highest version.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.load_catalog_prices() returns jsonb
  language sql stable
  set search_path = ''
as $function$
  with newest as (
    select distinct on (p.provider, p.model, p.tier, p.effective_from) p.*
    from weir.prices as p
    where p.retired_at is null
    order by p.provider, p.model, p.tier, p.effective_from, p.price_version desc
  )
  select coalesce(jsonb_agg(weir.price_json(n) || jsonb_build_object('version', n.price_version)
    order by n.provider, n.model, n.tier, n.effective_from desc), '[]')
  from newest as n
$function$;
comment on function weir.load_catalog_prices() is 'Part of load_catalog.';
