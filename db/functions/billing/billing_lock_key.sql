-- Purpose: the key of an advisory lock of lock_billing.
-- Locks: none. Errors: none. Idempotency: computes only.
create or replace function weir.billing_lock_key(p_kind text, p_provider text, p_mode text, p_id text) returns bigint
language sql stable
set search_path = ''
as $function$
  select hashtextextended(concat_ws(' ', 'billing', p_kind, p_provider, p_mode, p_id), 0)
$function$;
comment on function weir.billing_lock_key(text, text, text, text) is 'The key of an advisory lock of lock_billing.';
