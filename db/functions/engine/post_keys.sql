-- Purpose: remembers the event ids and keys of the records and consumes that a post has posted.
-- Locks: none of its own; post, its caller, holds the customers' books. It is a function of its own for length's sake.
-- Errors: none. Idempotency: the same writes end in the same rows.
create or replace function weir.post_keys(
  p_now timestamptz, p_modes text[], p_customer_ids uuid[], p_event_ids uuid[], p_keys text[], p_request_hashes bytea[],
  p_posting boolean[]) returns void
language plpgsql
set search_path = ''
as $function$
begin
  insert into weir.usage_keys as k (customer_id, kind, key, request_hash, event_id, recorded_at, created_at)
    select o.customer_id, t.kind, t.key, t.request_hash, o.event_id, p_now, p_now
    from unnest(p_modes, p_customer_ids, p_event_ids, p_keys, p_request_hashes, p_posting)
      as o (mode, customer_id, event_id, key, request_hash, posting)
    cross join lateral (
      values ('event', o.event_id::text, null::bytea), ('request', o.key, o.request_hash)
    ) as t (kind, key, request_hash)
    where o.posting and o.mode <> 'settle' and t.key is not null
    on conflict (customer_id, kind, key) do update
      set request_hash = excluded.request_hash, hold_id = null, event_id = excluded.event_id,
        recorded_at = excluded.recorded_at, created_at = excluded.created_at;
end
$function$;
comment on function weir.post_keys(timestamptz, text[], uuid[], uuid[], text[], bytea[], boolean[])
  is 'Remembers the event ids and keys of what a post has posted.';
