-- Purpose: takes in what payment intents paid for. A link never changes, so any order of arrival ends alike.
-- Locks: the rows it writes (its caller holds those of lock_billing).
-- Errors: 23514 what no reader of messages lets through. Idempotency: a repeat changes nothing.
create or replace function weir.fold_billing_links(p_provider text, p_mode text, p_facts jsonb) returns void
language sql
set search_path = ''
as $function$
  insert into weir.billing_payment_links (provider, mode, intent_id, payment_id)
    select distinct p_provider, p_mode, f.intent_id, f.payment_id
    from jsonb_to_recordset(p_facts) as f (kind text, intent_id text, payment_id text)
    where f.kind = 'link'
    on conflict on constraint billing_payment_links_pkey do nothing
$function$;
comment on function weir.fold_billing_links(text, text, jsonb) is 'Takes in what payment intents paid for.';
