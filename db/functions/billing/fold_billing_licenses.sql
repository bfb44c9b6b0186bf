-- Purpose: takes in facts of licence keys: of each object the newest is kept, and of what they say whose it is the oldest,
--   so that a customer never changes and any order of arrival ends alike. Newer: later, then terminal, then the larger tie.
-- Locks: the rows it writes (its caller holds those of lock_billing).
-- Errors: 23514 what no reader of messages lets through. Idempotency: a repeat changes nothing.
create or replace function weir.fold_billing_licenses(p_provider text, p_mode text, p_facts jsonb) returns void
language sql
set search_path = ''
as $function$
  insert into weir.license_keys as t (
      provider, mode, object_id, buyer_id, order_id, product_id, key_hash, key_short, state, activation_limit,
      expires_at, version_at, version_rank, version_tie)
    select distinct on (f.object_id)
      p_provider, p_mode, f.object_id, f.buyer_id, f.order_id, f.product_id, decode(f.key_hash, 'hex'), f.key_short,
      f.state, f.activation_limit, f.expires_at, f.version_at, f.version_rank, f.version_tie
    from jsonb_to_recordset(p_facts) as f (
      kind text, object_id text, version_at timestamptz, version_rank integer, version_tie text, buyer_id text,
      order_id text, product_id text, key_hash text, key_short text, state text, activation_limit bigint,
      expires_at timestamptz)
    where f.kind = 'license'
    order by f.object_id, f.version_at desc, f.version_rank desc, f.version_tie collate "C" desc
    on conflict (provider, mode, object_id) do update
      set buyer_id = excluded.buyer_id, order_id = excluded.order_id, product_id = excluded.product_id,
        key_hash = excluded.key_hash, key_short = excluded.key_short, state = excluded.state,
        activation_limit = excluded.activation_limit, expires_at = excluded.expires_at,
        version_at = excluded.version_at, version_rank = excluded.version_rank, version_tie = excluded.version_tie
      where (excluded.version_at, excluded.version_rank, excluded.version_tie collate "C")
        > (t.version_at, t.version_rank, t.version_tie collate "C");

  update weir.license_keys as t set customer_id = o.customer_id, customer_version = o.link
  from (
    select distinct on (f.object_id) f.object_id, f.customer_id, v.link
    from jsonb_to_recordset(p_facts) as f (
      kind text, object_id text, version_at timestamptz, version_rank integer, version_tie text, customer_id uuid)
    cross join lateral weir.link_version(f.version_at, f.version_rank, f.version_tie) as v (link)
    where f.kind = 'license' and f.customer_id is not null
    order by f.object_id, v.link collate "C"
  ) as o
  where t.provider = p_provider and t.mode = p_mode and t.object_id = o.object_id
    and (t.customer_id is null or o.link collate "C" < t.customer_version collate "C");
$function$;
comment on function weir.fold_billing_licenses(text, text, jsonb) is 'Takes in facts of licence keys: the newest is kept.';
