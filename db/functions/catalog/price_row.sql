-- Purpose: a price of AppCatalog as a row of weir.prices, without a version.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.price_row(p_price jsonb, p_now timestamptz) returns weir.prices
  language sql stable
  set search_path = ''
as $function$
  select
    p_price ->> 'provider', p_price ->> 'model', p_price ->> 'tier',
    null::integer, (p_price ->> 'effective_from')::timestamptz, (p_price ->> 'block_units')::bigint,
    (p_price #>> '{rates,input}')::bigint, (p_price #>> '{rates,cached_input}')::bigint,
    (p_price #>> '{rates,cache_write}')::bigint, (p_price #>> '{rates,output}')::bigint,
    (p_price ->> 'long_context_above')::bigint,
    (p_price #>> '{long_context_rates,input}')::bigint, (p_price #>> '{long_context_rates,cached_input}')::bigint,
    (p_price #>> '{long_context_rates,cache_write}')::bigint, (p_price #>> '{long_context_rates,output}')::bigint,
    p_price ->> 'source', p_now, null::timestamptz
$function$;
comment on function weir.price_row(jsonb, timestamptz) is 'A price of AppCatalog as a row of weir.prices, without a version.';
