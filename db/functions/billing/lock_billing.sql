-- Purpose: lets facts that concern one another follow one another. Without it, the message that says whose a buyer is and the
--   one of that buyer's subscription could each not see the other, and neither would compute the customer.
-- Locks: advisory ones of the transaction, first of the subscriptions and licences that facts name, then of their buyers, by
--   the facts and by what is known, each in key order. Nobody takes one of an object after one of a buyer.
-- Errors: none. Idempotency: locks only.
create or replace function weir.lock_billing(p_provider text, p_mode text, p_facts jsonb) returns void
language plpgsql
set search_path = ''
as $function$
begin
  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct hashtextextended(format('billing %s %s %s %s',
      case f.kind when 'license' then 'license' else 'subscription' end, p_provider, p_mode,
      coalesce(f.subscription_id, f.object_id)), 0) as key
    from jsonb_to_recordset(p_facts) as f (kind text, object_id text, subscription_id text)
    where f.kind in ('subscription', 'license') or f.subscription_id is not null
    order by key
  ) as k;

  perform pg_advisory_xact_lock(k.key)
  from (
    select distinct hashtextextended(format('billing buyer %s %s %s', p_provider, p_mode, b.buyer_id), 0) as key
    from (
      select case f.kind when 'buyer' then f.object_id else f.buyer_id end as buyer_id
      from jsonb_to_recordset(p_facts) as f (kind text, object_id text, buyer_id text)
      union
      select s.buyer_id
      from jsonb_to_recordset(p_facts) as f (kind text, object_id text, subscription_id text)
      join weir.billing_subscriptions as s on s.provider = p_provider and s.mode = p_mode
        and s.object_id = case f.kind when 'subscription' then f.object_id else f.subscription_id end
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
