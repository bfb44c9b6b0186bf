-- Purpose: the routes of apply_catalog. Routes of a retired plan stay: its subscribers keep their service.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_routes(p_plans jsonb)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_wanted weir.plan_model_routing[];
begin
  select array_agg(row(p.code, r.capability, r.target ->> 'provider', r.target ->> 'model', r.target ->> 'tier',
      r.fallback ->> 'provider', r.fallback ->> 'model', r.fallback ->> 'tier',
      r.first_byte_timeout, r.timeout, r.params)::weir.plan_model_routing)
    into v_wanted
    from jsonb_to_recordset(p_plans) as p (code text, routes jsonb)
    cross join lateral jsonb_to_recordset(p.routes) as r (capability text, target jsonb, fallback jsonb,
      first_byte_timeout integer, timeout integer, params jsonb);

  return query
    select case when b.plan_code is null then 'add' when w.plan_code is null then 'remove' else 'change' end,
      'route', plan_code || '/' || capability,
      case when w.plan_code is null then weir.route_text(b) when b.plan_code is null then weir.route_text(w)
        when weir.route_text(b) = weir.route_text(w) then weir.route_text(w) || ': settings'
        else weir.route_text(b) || ' → ' || weir.route_text(w) end
    from unnest(v_wanted) as w
    full join (
      select r.* from weir.plan_model_routing as r
      where exists (select from jsonb_to_recordset(p_plans) as p (code text) where p.code = r.plan_code)
    ) as b using (plan_code, capability)
    where to_jsonb(b) is distinct from to_jsonb(w)
    order by 3;

  delete from weir.plan_model_routing as r
    where exists (select from jsonb_to_recordset(p_plans) as p (code text) where p.code = r.plan_code)
      and not exists (select from unnest(v_wanted) as w where to_jsonb(w) = to_jsonb(r));
  insert into weir.plan_model_routing select w.* from unnest(v_wanted) as w on conflict do nothing;
end
$function$;
comment on function weir.apply_catalog_routes(jsonb) is 'Part of apply_catalog.';
