-- Purpose: the payment intents of disputes among facts of which nothing says yet what they paid for: then nobody knows whose
--   access a dispute takes, and the provider is to be asked.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.unlinked_intents(p_provider text, p_mode text, p_facts jsonb) returns text[]
language sql stable
set search_path = ''
as $function$
  select coalesce(array_agg(distinct d.intent_id order by d.intent_id), '{}')
  from jsonb_to_recordset(p_facts) as f (kind text, object_id text)
  join weir.billing_payments as d on d.provider = p_provider and d.mode = p_mode and d.object_id = f.object_id
  where f.kind = 'payment' and d.state in ('disputed', 'charged_back') and d.subscription_id is null
    and d.intent_id is not null and not exists (
      select from weir.billing_payment_links as l
      where l.provider = p_provider and l.mode = p_mode and l.intent_id = d.intent_id
        and (l.payment_id = 'none' or exists (
          select from weir.billing_payments as p
          where p.provider = p_provider and p.mode = p_mode and p.object_id = l.payment_id)))
$function$;
comment on function weir.unlinked_intents(text, text, jsonb) is 'The payment intents of disputes of which nothing says what they paid for.';
