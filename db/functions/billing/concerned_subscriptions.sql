-- Purpose: the provider's subscriptions that facts concern, by what is known now: those that they name, and those whose payments
--   they concern (linked_payments).
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.concerned_subscriptions(p_provider text, p_mode text, p_facts jsonb) returns setof text
language sql stable
set search_path = ''
as $function$
  select case f.kind when 'subscription' then f.object_id else f.subscription_id end
  from jsonb_to_recordset(p_facts) as f (kind text, object_id text, subscription_id text)
  where f.kind = 'subscription' or f.subscription_id is not null
  union
  select p.subscription_id
  from weir.linked_payments(p_provider, p_mode, p_facts) as l (payment_id)
  join weir.billing_payments as p on p.provider = p_provider and p.mode = p_mode and p.object_id = l.payment_id
  where p.subscription_id is not null
$function$;
comment on function weir.concerned_subscriptions(text, text, jsonb) is 'The subscriptions that facts concern, by what is known now.';
