-- Purpose: makes the database hold one blueprint's catalog (members of AppCatalog) and answers the difference, a line
--   per thing. A dry run is the same call, rolled back by its caller.
-- Locks: weir.blueprint in SHARE ROW EXCLUSIVE mode to the end of the transaction: one apply at a time.
-- Errors: WE001 the database belongs to another blueprint; WE002 the change would re-interpret what is recorded.
-- Idempotency: the same catalog again changes nothing, answers nothing, notifies nobody.
create or replace function weir.apply_catalog(p_catalog jsonb, p_move_subscribers boolean, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql security definer
  set search_path = ''
as $function$
declare
  v_changed boolean := false;
begin
  lock table weir.blueprint in share row exclusive mode;

  return query select * from weir.apply_catalog_settings(p_catalog, p_now);
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_meters(p_catalog -> 'meters', p_now);
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_plans(p_catalog -> 'plans', p_now);
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_plan_prices(p_catalog -> 'plans', p_now);
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_plan_overages(p_catalog -> 'plans', p_now);
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_routes(p_catalog -> 'plans');
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_prompts(p_catalog -> 'features', p_now);
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_features(p_catalog -> 'features');
  v_changed := v_changed or found;
  return query select * from weir.apply_catalog_prices(p_catalog -> 'prices', p_now);
  v_changed := v_changed or found;
  if p_move_subscribers then
    return query select * from weir.move_subscribers(p_now);
    v_changed := v_changed or found;
  end if;

  if v_changed then
    update weir.blueprint set revision = revision + 1, applied_at = p_now;
    perform pg_notify('weir_changed', 'catalog');
    perform weir.recompute_entitlements(p_now); -- prices and plans decide what was paid for
  end if;
end
$function$;
comment on function weir.apply_catalog(jsonb, boolean, timestamptz)
  is 'Makes the database hold one blueprint''s catalog; answers the difference.';
