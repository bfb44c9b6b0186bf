-- Purpose: the features of apply_catalog, each with the newest version of its prompt; runs after apply_catalog_prompts.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_features(p_features jsonb)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_wanted weir.features[];
begin
  select array_agg(row(f.code, f.name, f.capability, f.entitlement, f.prompt ->> 'code', n.prompt_version,
      f.input, f.max_output_tokens, f.output, f.charges)::weir.features)
    into v_wanted
    from jsonb_to_recordset(p_features) as f (code text, name text, capability text, entitlement text, prompt jsonb,
      input jsonb, max_output_tokens integer, output text, charges jsonb)
    cross join lateral (
      select max(p.prompt_version) as prompt_version from weir.prompts as p where p.prompt_code = f.prompt ->> 'code'
    ) as n;

  return query
    select case when b.feature is null then 'add' when w.feature is null then 'remove' else 'change' end,
      'feature', feature,
      case when w.feature is null then b.name when b.feature is null then w.name
        else (
          select string_agg(m.key, ', ' order by m.key)
          from jsonb_each(to_jsonb(w)) as m
          where to_jsonb(b) -> m.key is distinct from m.value) end
    from unnest(v_wanted) as w
    full join weir.features as b using (feature)
    where to_jsonb(b) is distinct from to_jsonb(w)
    order by 3;

  delete from weir.features as f
    where not exists (select from unnest(v_wanted) as w where to_jsonb(w) = to_jsonb(f));
  insert into weir.features select w.* from unnest(v_wanted) as w on conflict do nothing;
end
$function$;
comment on function weir.apply_catalog_features(jsonb) is 'Part of apply_catalog.';
