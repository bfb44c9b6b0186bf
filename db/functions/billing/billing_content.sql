-- Purpose: what is kept of the objects that facts name, without versions: kind:id to content. Two of them show what changed.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_content(p_provider text, p_mode text, p_facts jsonb)
returns table (object text, content jsonb)
language sql stable
set search_path = ''
as $function$
  with named as (
    select distinct f.kind, f.object_id, f.intent_id, f.payment_id
    from jsonb_to_recordset(p_facts) as f (kind text, object_id text, intent_id text, payment_id text)
  )
  select n.kind || ':' || n.object_id, k.content - '{version_at,version_rank,version_tie,customer_version}'::text[]
  from named as n
  cross join lateral (
    select to_jsonb(b) from weir.billing_customers as b
    where n.kind = 'buyer' and b.provider = p_provider and b.mode = p_mode and b.buyer_id = n.object_id
    union all
    select to_jsonb(s) from weir.billing_subscriptions as s
    where n.kind = 'subscription' and s.provider = p_provider and s.mode = p_mode and s.object_id = n.object_id
    union all
    select to_jsonb(p) from weir.billing_payments as p
    where n.kind = 'payment' and p.provider = p_provider and p.mode = p_mode and p.object_id = n.object_id
    union all
    select to_jsonb(l) from weir.license_keys as l
    where n.kind = 'license' and l.provider = p_provider and l.mode = p_mode and l.object_id = n.object_id
    union all
    select to_jsonb(i) from weir.billing_payment_links as i
    where n.kind = 'link' and i.provider = p_provider and i.mode = p_mode and i.intent_id = n.intent_id
      and i.payment_id = n.payment_id
  ) as k (content)
$function$;
comment on function weir.billing_content(text, text, jsonb) is 'What is kept of the objects that facts name, without versions.';
