-- Purpose: the plans of apply_catalog. A plan whose entitlements or limits differ from its newest version gets a new
--   version; its name and the days of its trial belong to no version. One that the blueprint no longer has is retired, and
--   its subscribers keep it.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_plans(p_plans jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
declare
  v_plan record;
  v_difference text;
begin
  for v_plan in
    select w.code, w.name, nullif(w.trial_days, 0) as trial_days, w.entitlements, w.limits, n.plan_version,
      n.name as old_name, n.trial_days as old_trial_days, n.retired_at
    from jsonb_to_recordset(p_plans) as w (code text, name text, trial_days integer, entitlements jsonb, limits jsonb)
    left join lateral (
      select p.* from weir.plans as p where p.plan_code = w.code order by p.plan_version desc limit 1
    ) as n on true
    order by w.code
  loop
    v_difference := weir.plan_difference(v_plan.code, v_plan.plan_version, v_plan.entitlements,
      v_plan.limits);
    if v_plan.plan_version is null or v_difference is not null then
      perform weir.add_plan_version(
        v_plan.code, coalesce(v_plan.plan_version, 0) + 1, v_plan.name, v_plan.trial_days, v_plan.entitlements,
        v_plan.limits, p_now);
    else
      update weir.plans as p set name = v_plan.name, trial_days = v_plan.trial_days, retired_at = null
        where p.plan_code = v_plan.code and p.plan_version = v_plan.plan_version
          and (p.name <> v_plan.name or p.trial_days is distinct from v_plan.trial_days or p.retired_at is not null);
    end if;

    if v_plan.plan_version is null then
      return next row('add', 'plan', v_plan.code, concat_ws(': ', 'version 1', v_difference))::weir.catalog_change;
    elsif v_difference is not null then
      return next row('change', 'plan', v_plan.code,
        format('version %s: %s', v_plan.plan_version + 1, v_difference))::weir.catalog_change;
    elsif v_plan.retired_at is not null then
      return next row('add', 'plan', v_plan.code, 'version ' || v_plan.plan_version || ' again')::weir.catalog_change;
    elsif v_plan.old_name <> v_plan.name then
      return next row('change', 'plan', v_plan.code,
        format('name %L → %L', v_plan.old_name, v_plan.name))::weir.catalog_change;
    elsif v_plan.old_trial_days is distinct from v_plan.trial_days then
      return next row('change', 'plan', v_plan.code, format('trial_days %s → %s',
        coalesce(v_plan.old_trial_days, 0), coalesce(v_plan.trial_days, 0)))::weir.catalog_change;
    end if;
  end loop;

  for v_plan in
    update weir.plans as p set retired_at = p_now
    where p.retired_at is null
      and p.plan_version = (select max(n.plan_version) from weir.plans as n where n.plan_code = p.plan_code)
      and not exists (select from jsonb_to_recordset(p_plans) as w (code text) where w.code = p.plan_code)
    returning p.plan_code
  loop
    return next row('remove', 'plan', v_plan.plan_code, 'retired; subscribers keep it')::weir.catalog_change;
  end loop;
end
$function$;
comment on function weir.apply_catalog_plans(jsonb, timestamptz) is 'Part of apply_catalog.';
