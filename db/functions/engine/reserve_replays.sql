-- Purpose: one row an operation, in order: its answer, if it was asked before or can have none (invalid), else null.
-- Locks: none of its own; the caller holds the customers' books. Errors: none. Idempotency: reads only.
create or replace function weir.reserve_replays(
  p_customer_ids uuid[], p_unknown uuid[], p_hold_ids uuid[], p_lease_ms bigint[], p_keys text[],
  p_request_hashes bytea[])
returns table (op integer, status text, expires_at timestamptz)
language plpgsql
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select o.op::integer,
      case
        when h.event_id is not null then 'already_settled'
        when h.hold_id is not null then 'reserved'
        when o.customer_id is null or o.customer_id = any (p_unknown) or o.hold_id is null
          or not coalesce(o.lease_ms > 0, false)
          or char_length(o.key) not between 1 and 300 or octet_length(o.request_hash) <> 32 then 'invalid'
        when k.key is null then null
        when k.request_hash is distinct from o.request_hash then 'key_conflict'
        when k.event_id is not null or f.event_id is not null then 'already_settled'
        when f.state = 'pending' then 'in_progress'
      end,
      h.expires_at
    from unnest(p_customer_ids, p_hold_ids, p_lease_ms, p_keys, p_request_hashes)
      with ordinality as o (customer_id, hold_id, lease_ms, key, request_hash, op)
    left join lateral (
      select * from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
    ) as h on true
    left join lateral (
      select * from weir.usage_keys as k
      where k.customer_id = o.customer_id and k.kind = 'request' and k.key = o.key offset 0
    ) as k on true
    left join lateral (
      select * from weir.holds as f where f.customer_id = k.customer_id and f.hold_id = k.hold_id offset 0
    ) as f on true
    order by o.op;
end
$function$;
comment on function weir.reserve_replays(uuid[], uuid[], uuid[], bigint[], text[], bytea[])
  is 'Which operations of a reserve were asked before.';
