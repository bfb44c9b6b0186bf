-- Purpose: the prices of apply_catalog. A figure that differs from the newest version of its model, tier and
--   effective_from is a new version; older ones stay as history. A model that the blueprint no longer prices is
--   retired, and calls of it are refused.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_prices(p_prices jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_price weir.prices;
  v_known boolean;
begin
  for v_price in
    select w.* from jsonb_array_elements(p_prices) as j cross join lateral weir.price_row(j, p_now) as w
    order by w.provider, w.model, w.tier, w.effective_from
  loop
    continue when exists (
      select from (
        select p.* from weir.prices as p
        where p.retired_at is null and (p.provider, p.model, p.tier, p.effective_from)
          = (v_price.provider, v_price.model, v_price.tier, v_price.effective_from)
        order by p.price_version desc limit 1
      ) as n
      where weir.price_json(n::weir.prices) = weir.price_json(v_price));

    select coalesce(max(p.price_version), 0) + 1, coalesce(bool_or(p.retired_at is null), false)
      into v_price.price_version, v_known
      from weir.prices as p
      where (p.provider, p.model, p.tier) = (v_price.provider, v_price.model, v_price.tier);
    insert into weir.prices select v_price.*;
    return next row(case when v_known then 'change' else 'add' end, 'price',
      concat_ws('/', v_price.provider, v_price.model, v_price.tier),
      format('version %s from %s', v_price.price_version,
        to_char(v_price.effective_from at time zone 'UTC', 'YYYY-MM-DD')))::weir.catalog_change;
  end loop;

  return query
    with retired as (
      update weir.prices as p set retired_at = p_now
      where p.retired_at is null and not exists (
        select from jsonb_to_recordset(p_prices) as w (provider text, model text, tier text)
        where (w.provider, w.model, w.tier) = (p.provider, p.model, p.tier))
      returning p.provider, p.model, p.tier
    )
    select distinct 'remove', 'price', concat_ws('/', r.provider, r.model, r.tier), 'retired: calls are refused'
    from retired as r
    order by 3;
end
$function$;
comment on function weir.apply_catalog_prices(jsonb, timestamptz) is 'Part of apply_catalog.';
