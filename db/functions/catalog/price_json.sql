-- Purpose: a price row in the members of Price, without its version: what load_catalog shows and apply_catalog compares.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.price_json(p_price weir.prices) returns jsonb
  language sql stable
  set search_path = ''
as $function$
  select jsonb_build_object(
    'provider', p_price.provider, 'model', p_price.model, 'tier', p_price.tier,
    'effective_from', to_char(p_price.effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'block_units', p_price.block_units,
    'rates', jsonb_build_object(
      'input', p_price.input_nano_usd, 'cached_input', p_price.cached_input_nano_usd,
      'cache_write', p_price.cache_write_nano_usd, 'output', p_price.output_nano_usd),
    'long_context_above', p_price.long_context_above,
    'long_context_rates', case when p_price.long_context_above is not null then jsonb_build_object(
      'input', p_price.long_input_nano_usd, 'cached_input', p_price.long_cached_input_nano_usd,
      'cache_write', p_price.long_cache_write_nano_usd, 'output', p_price.long_output_nano_usd) end,
    'source', p_price.source)
$function$;
comment on function weir.price_json(weir.prices) is 'A price row in the members of Price, without its version.';
