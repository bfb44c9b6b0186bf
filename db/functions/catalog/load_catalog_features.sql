-- Purpose: the features of load_catalog, each with the prompt version it uses.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.load_catalog_features() returns jsonb
  language sql stable
  set search_path = ''
as $function$
  select coalesce(jsonb_agg(jsonb_build_object(
      'code', f.feature, 'name', f.name, 'capability', f.capability, 'entitlement', f.entitlement,
      'prompt', jsonb_build_object('code', p.prompt_code, 'version', p.prompt_version,
        'instructions', p.instructions, 'user', p.user_template),
      'input', f.input, 'max_output_tokens', f.max_output_tokens, 'output', f.output, 'charges', f.charges)
    order by f.feature), '[]')
  from weir.features as f
  join weir.prompts as p using (prompt_code, prompt_version)
$function$;
comment on function weir.load_catalog_features() is 'Part of load_catalog.';
