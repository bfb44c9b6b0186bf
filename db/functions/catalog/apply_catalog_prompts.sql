-- Purpose: the prompts of apply_catalog. A prompt whose text differs from its newest version gets a new version.
-- Locks: those of its caller. Errors: none of its own. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_prompts(p_features jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language sql
  set search_path = ''
as $function$
  with wanted as (
    select distinct f.prompt ->> 'code' as code, f.prompt ->> 'instructions' as instructions, f.prompt ->> 'user' as "user"
    from jsonb_to_recordset(p_features) as f (prompt jsonb)
  ), added as (
    insert into weir.prompts (prompt_code, prompt_version, instructions, user_template, created_at)
    select w.code, coalesce(n.prompt_version, 0) + 1, w.instructions, w."user", p_now
    from wanted as w
    left join lateral (
      select p.* from weir.prompts as p where p.prompt_code = w.code order by p.prompt_version desc limit 1
    ) as n on true
    where (n.instructions, n.user_template) is distinct from (w.instructions, w."user")
    returning prompt_code, prompt_version
  )
  select case when a.prompt_version = 1 then 'add' else 'change' end, 'prompt', a.prompt_code,
    'version ' || a.prompt_version
  from added as a
  order by a.prompt_code
$function$;
comment on function weir.apply_catalog_prompts(jsonb, timestamptz) is 'Part of apply_catalog.';
