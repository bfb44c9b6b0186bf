-- Purpose: the settings of apply_catalog; makes the blueprint row on the first apply.
-- Locks: those of its caller. Errors: WE001, WE002 as apply_catalog. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_settings(p_catalog jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
declare
  v_wanted constant jsonb := jsonb_build_object(
    'customer_kind', p_catalog ->> 'customer_kind',
    'drop_in', p_catalog ->> 'drop_in',
    'default_plan_development', p_catalog ->> 'default_plan_development',
    'default_plan_production', p_catalog ->> 'default_plan_production',
    'anonymous_gets_default_plan', p_catalog ->> 'anonymous_gets_default_plan',
    'upgrade_url', p_catalog ->> 'upgrade_url');
  v_before jsonb;
  v_name text;
begin
  select b.name, jsonb_build_object(
      'customer_kind', b.customer_kind,
      'drop_in', b.drop_in::text,
      'default_plan_development', b.default_plan_development,
      'default_plan_production', b.default_plan_production,
      'anonymous_gets_default_plan', b.anonymous_gets_default_plan::text,
      'upgrade_url', b.upgrade_url)
    into v_name, v_before
    from weir.blueprint as b;

  if v_name <> p_catalog ->> 'blueprint' then
    raise exception 'This database serves blueprint %, not %.', quote_literal(v_name), quote_literal(p_catalog ->> 'blueprint')
      using errcode = 'WE001', hint = 'One Weir instance and database serve one app.';
  end if;
  if exists (select from weir.customers as c where c.kind <> p_catalog ->> 'customer_kind') then
    raise exception 'The customer kind cannot become %: there are customers of another kind.', p_catalog ->> 'customer_kind'
      using errcode = 'WE002';
  end if;

  if v_name is null then
    return next row('add', 'setting', 'blueprint', p_catalog ->> 'blueprint')::weir.catalog_change;
  else
    return query
      select case when b.value is null then 'add' when w.value is null then 'remove' else 'change' end,
        'setting', w.key,
        case when b.value is null then w.value when w.value is null then b.value else b.value || ' → ' || w.value end
      from jsonb_each_text(v_wanted) as w
      left join jsonb_each_text(v_before) as b using (key)
      where b.value is distinct from w.value
      order by w.key;
  end if;

  insert into weir.blueprint as b (name, customer_kind, drop_in, default_plan_development, default_plan_production,
      anonymous_gets_default_plan, upgrade_url, revision, applied_at)
    values (p_catalog ->> 'blueprint', p_catalog ->> 'customer_kind', (p_catalog ->> 'drop_in')::boolean,
      p_catalog ->> 'default_plan_development', p_catalog ->> 'default_plan_production',
      (p_catalog ->> 'anonymous_gets_default_plan')::boolean, p_catalog ->> 'upgrade_url', 1, p_now)
    on conflict (singleton) do update set
      customer_kind = excluded.customer_kind, drop_in = excluded.drop_in,
      default_plan_development = excluded.default_plan_development,
      default_plan_production = excluded.default_plan_production,
      anonymous_gets_default_plan = excluded.anonymous_gets_default_plan, upgrade_url = excluded.upgrade_url;
end
$function$;
comment on function weir.apply_catalog_settings(jsonb, timestamptz) is 'Part of apply_catalog.';
