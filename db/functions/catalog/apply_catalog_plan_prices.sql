-- Purpose: as what providers sell the plans of apply_catalog. What the blueprint no longer names is sold no more, and stays
--   known: who bought it goes on paying it, and the provider's messages name it.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_plan_prices(p_plans jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    with wanted as (
      select s.provider, s.mode, s.price_id, coalesce(s.is_product, false) as is_product, p.code as plan_code
      from jsonb_to_recordset(p_plans) as p (code text, prices jsonb)
      cross join lateral jsonb_to_recordset(coalesce(p.prices, '[]'))
        as s (provider text, mode text, price_id text, is_product boolean, sold boolean)
      where s.sold
    ), before as (
      select b.* from weir.plan_prices as b
    ), retired as (
      update weir.plan_prices as b set retired_at = p_now
      where b.retired_at is null and not exists (
        select from wanted as w where (w.provider, w.mode, w.price_id) = (b.provider, b.mode, b.price_id))
      returning b.provider, b.mode, b.price_id, b.plan_code
    ), written as (
      insert into weir.plan_prices as b (provider, mode, price_id, plan_code, is_product)
        select w.provider, w.mode, w.price_id, w.plan_code, w.is_product from wanted as w
        on conflict on constraint plan_prices_pkey do update
          set plan_code = excluded.plan_code, is_product = excluded.is_product, retired_at = null
          where (b.plan_code, b.is_product) <> (excluded.plan_code, excluded.is_product) or b.retired_at is not null
        returning b.provider, b.mode, b.price_id, b.plan_code
    )
    select case when b.plan_code is null or b.retired_at is not null then 'add' else 'change' end, 'plan_price',
      concat_ws('/', w.provider, w.mode, w.price_id),
      case when b.plan_code <> w.plan_code then b.plan_code || ' → ' || w.plan_code
        when b.retired_at is not null then w.plan_code || ' again' else w.plan_code end
    from written as w
    left join before as b using (provider, mode, price_id)
    union all
    select 'remove', 'plan_price', concat_ws('/', r.provider, r.mode, r.price_id),
      r.plan_code || ': sold no more; who pays it keeps the plan'
    from retired as r
    order by 3;
end
$function$;
comment on function weir.apply_catalog_plan_prices(jsonb, timestamptz) is 'Part of apply_catalog.';
