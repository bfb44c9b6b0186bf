-- Purpose: as which Stripe meters the overage of apply_catalog's plans is billed. What the blueprint no longer names is told no
--   more; a period that was over before stays as it was told.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_plan_overages(p_plans jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    with wanted as (
      select p.code as plan_code, o.mode, o.meter, o.event_name, o.per_units
      from jsonb_to_recordset(p_plans) as p (code text, overages jsonb)
      cross join lateral jsonb_to_recordset(coalesce(p.overages, '[]'))
        as o (mode text, meter text, event_name text, per_units bigint)
    ), before as (
      select b.* from weir.plan_overages as b
    ), removed as (
      delete from weir.plan_overages as b
      where not exists (select from wanted as w where (w.plan_code, w.mode, w.meter) = (b.plan_code, b.mode, b.meter))
      returning b.plan_code, b.mode, b.meter, b.event_name, b.per_units
    ), written as (
      insert into weir.plan_overages as b (plan_code, mode, meter, event_name, per_units, since_at)
        select w.plan_code, w.mode, w.meter, w.event_name, w.per_units, p_now from wanted as w
        on conflict on constraint plan_overages_pkey do update
          set event_name = excluded.event_name, per_units = excluded.per_units
          where (b.event_name, b.per_units) <> (excluded.event_name, excluded.per_units)
        returning b.plan_code, b.mode, b.meter, b.event_name, b.per_units
    )
    select case when b.plan_code is null then 'add' else 'change' end, 'plan_overage',
      concat_ws('/', w.plan_code, w.mode, w.meter),
      concat_ws(' → ', case when b.plan_code is not null then format('%s, 1 for %s', b.event_name, b.per_units) end,
        format('%s, 1 for %s', w.event_name, w.per_units))
    from written as w
    left join before as b using (plan_code, mode, meter)
    union all
    select 'remove', 'plan_overage', concat_ws('/', r.plan_code, r.mode, r.meter),
      format('%s, 1 for %s', r.event_name, r.per_units)
    from removed as r
    order by 3;
end
$function$;
comment on function weir.apply_catalog_plan_overages(jsonb, timestamptz) is 'Part of apply_catalog.';
