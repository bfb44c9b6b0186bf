-- Purpose: lets facts that concern one another follow one another. Without it, the message that says whose a buyer is and the
--   one of that buyer's subscription could each not see the other, and neither would compute the customer. Likewise a dispute,
--   what says what was paid for, and the invoice.
-- Locks: advisory ones of the transaction: of payment intents, then payments, subscriptions, licences, buyers, each in key
--   order, and each kind by what is known once the kind before is held. Nobody takes one of an earlier kind after a later one.
-- Errors: none. Idempotency: locks only.
create or replace function weir.lock_billing(p_provider text, p_mode text, p_facts jsonb) returns void
language plpgsql
set search_path = ''
as $function$
begin
  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct weir.billing_lock_key('intent', p_provider, p_mode, f.intent_id) as key
    from jsonb_to_recordset(p_facts) as f (intent_id text)
    where f.intent_id is not null
    order by key
  ) as k;

  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct weir.billing_lock_key('payment', p_provider, p_mode, l.payment_id) as key
    from weir.linked_payments(p_provider, p_mode, p_facts) as l (payment_id)
    order by key
  ) as k;

  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct weir.billing_lock_key('subscription', p_provider, p_mode, s.object_id) as key
    from weir.concerned_subscriptions(p_provider, p_mode, p_facts) as s (object_id)
    order by key
  ) as k;

  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct weir.billing_lock_key('license', p_provider, p_mode, f.object_id) as key
    from jsonb_to_recordset(p_facts) as f (kind text, object_id text)
    where f.kind = 'license'
    order by key
  ) as k;

  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct weir.billing_lock_key('buyer', p_provider, p_mode, b.buyer_id) as key
    from (
      select case f.kind when 'buyer' then f.object_id else f.buyer_id end as buyer_id
      from jsonb_to_recordset(p_facts) as f (kind text, object_id text, buyer_id text)
      union
      select s.buyer_id
      from weir.concerned_subscriptions(p_provider, p_mode, p_facts) as n (object_id)
      join weir.billing_subscriptions as s on s.provider = p_provider and s.mode = p_mode and s.object_id = n.object_id
      union
      select l.buyer_id
      from jsonb_to_recordset(p_facts) as f (kind text, object_id text)
      join weir.license_keys as l on l.provider = p_provider and l.mode = p_mode and l.object_id = f.object_id
      where f.kind = 'license'
    ) as b
    where b.buyer_id is not null
    order by key
  ) as k;
end
$function$;
comment on function weir.lock_billing(text, text, jsonb) is 'Lets facts that concern one another follow one another.';
