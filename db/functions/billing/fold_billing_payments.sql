-- Purpose: takes in facts of payments: of each object the newest is kept, and of what they say whose it is the oldest,
--   so that a customer never changes and any order of arrival ends alike. Newer: later, then terminal, then the larger tie.
-- Locks: the rows it writes (its caller holds those of lock_billing).
-- Errors: 23514 what no reader of messages lets through. Idempotency: a repeat changes nothing.
create or replace function weir.fold_billing_payments(p_provider text, p_mode text, p_facts jsonb) returns void
language sql
set search_path = ''
as $function$
  insert into weir.billing_payments as t (
      provider, mode, object_id, buyer_id, subscription_id, intent_id, price_id, state, made_at, amount_minor, refunded_minor,
      currency, version_at, version_rank, version_tie)
    select distinct on (f.object_id)
      p_provider, p_mode, f.object_id, f.buyer_id, f.subscription_id, f.intent_id, f.price_id, f.state, f.made_at, f.amount_minor,
      f.refunded_minor, f.currency, f.version_at, f.version_rank, f.version_tie
    from jsonb_to_recordset(p_facts) as f (
      kind text, object_id text, version_at timestamptz, version_rank integer, version_tie text, buyer_id text,
      subscription_id text, intent_id text, price_id text, state text, made_at timestamptz, amount_minor bigint,
      refunded_minor bigint, currency text)
    where f.kind = 'payment'
    order by f.object_id, f.version_at desc, f.version_rank desc, f.version_tie collate "C" desc
    on conflict (provider, mode, object_id) do update
      set buyer_id = excluded.buyer_id, subscription_id = excluded.subscription_id, intent_id = excluded.intent_id, price_id = excluded.price_id,
        state = excluded.state, made_at = excluded.made_at, amount_minor = excluded.amount_minor,
        refunded_minor = excluded.refunded_minor, currency = excluded.currency, version_at = excluded.version_at,
        version_rank = excluded.version_rank, version_tie = excluded.version_tie
      where (excluded.version_at, excluded.version_rank, excluded.version_tie collate "C")
        > (t.version_at, t.version_rank, t.version_tie collate "C");

  update weir.billing_payments as t set customer_id = o.customer_id, customer_version = o.link
  from (
    select distinct on (f.object_id) f.object_id, f.customer_id, v.link
    from jsonb_to_recordset(p_facts) as f (
      kind text, object_id text, version_at timestamptz, version_rank integer, version_tie text, customer_id uuid)
    cross join lateral weir.link_version(f.version_at, f.version_rank, f.version_tie) as v (link)
    where f.kind = 'payment' and f.customer_id is not null
    order by f.object_id, v.link collate "C"
  ) as o
  where t.provider = p_provider and t.mode = p_mode and t.object_id = o.object_id
    and (t.customer_id is null or o.link collate "C" < t.customer_version collate "C");
$function$;
comment on function weir.fold_billing_payments(text, text, jsonb) is 'Takes in facts of payments: the newest is kept.';
