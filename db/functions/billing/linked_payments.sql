-- Purpose: the payments that facts concern, by what is known now: those that they name, and those that were paid by the intents
--   that they name.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.linked_payments(p_provider text, p_mode text, p_facts jsonb) returns setof text
language sql stable
set search_path = ''
as $function$
  select case f.kind when 'link' then f.payment_id else f.object_id end
  from jsonb_to_recordset(p_facts) as f (kind text, object_id text, payment_id text)
  where f.kind in ('payment', 'link')
  union
  select l.payment_id
  from jsonb_to_recordset(p_facts) as f (kind text, intent_id text)
  join weir.billing_payment_links as l on l.provider = p_provider and l.mode = p_mode and l.intent_id = f.intent_id
$function$;
comment on function weir.linked_payments(text, text, jsonb) is 'The payments that facts concern, by what is known now.';
