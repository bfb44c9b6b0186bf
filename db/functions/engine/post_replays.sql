-- Purpose: one row an operation of a post, in order: its answer, if it was asked before or can have none (invalid,
--   not_found), else null; the event behind that answer; whether its hold had ended before (late); the instant whose
--   buckets pay; what its hold still holds; and
--   the same of the tallies that it counts in, a line each (null: no limit).
-- Locks: none of its own; the caller holds the customers' books. Errors: none. Idempotency: reads only.
create or replace function weir.post_replays(
  p_now timestamptz, p_modes text[], p_customer_ids uuid[], p_unknown uuid[], p_hold_ids uuid[], p_event_ids uuid[],
  p_keys text[], p_request_hashes bytea[], p_occurred_at timestamptz[], p_provenances text[], p_statuses text[])
returns table (op integer, status text, event_id uuid, late boolean, instant timestamptz, held weir.hold_line[],
  tallies weir.tally_line[])
language plpgsql
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select o.op::integer,
      case
        when o.mode = 'settle' and h.hold_id is null then 'not_found'
        when h.event_id is not null then 'already_posted'
        when e.event_id is not null then 'already_settled'
        when o.customer_id is null or o.customer_id = any (p_unknown) or o.event_id is null
          or not coalesce(o.mode in ('settle', 'record', 'consume'), false)
          or o.provenance not in ('provider', 'estimated', 'client')
          or o.status not in ('completed', 'incomplete', 'failed', 'cancelled')
          or char_length(o.key) not between 1 and 300 or octet_length(o.request_hash) <> 32 then 'invalid'
        when k.key is null then null
        when k.request_hash is distinct from o.request_hash then 'key_conflict'
        when k.event_id is not null or f.event_id is not null then 'already_settled'
        when f.state = 'pending' then 'in_progress'
      end,
      coalesce(h.event_id, e.event_id, k.event_id, f.event_id),
      coalesce(h.state in ('voided', 'expired'), false),
      case o.mode
        when 'settle' then h.reserved_at
        when 'record' then least(coalesce(o.occurred_at, p_now), p_now)
        else p_now
      end,
      case when h.state = 'pending' then h.lines else '{}' end,
      case when h.state = 'pending' then h.tallies when h.tallies is not null then array(
        select row(l.tally_id, l.meter, 0)::weir.tally_line from unnest(h.tallies) as l) end
    from unnest(p_modes, p_customer_ids, p_hold_ids, p_event_ids, p_keys, p_request_hashes, p_occurred_at, p_provenances,
        p_statuses) with ordinality
      as o (mode, customer_id, hold_id, event_id, key, request_hash, occurred_at, provenance, status, op)
    left join lateral (
      select * from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
    ) as h on o.mode = 'settle'
    left join lateral (
      select * from weir.usage_keys as e
      where e.customer_id = o.customer_id and e.kind = 'event' and o.mode <> 'settle' and e.key = o.event_id::text offset 0
    ) as e on true
    left join lateral (
      select * from weir.usage_keys as k
      where k.customer_id = o.customer_id and k.kind = 'request' and o.mode <> 'settle' and k.key = o.key offset 0
    ) as k on true
    left join lateral (
      select * from weir.holds as f where f.customer_id = k.customer_id and f.hold_id = k.hold_id offset 0
    ) as f on true
    order by o.op;
end
$function$;
comment on function weir.post_replays(timestamptz, text[], uuid[], uuid[], uuid[], uuid[], text[], bytea[], timestamptz[],
  text[], text[]) is 'Which operations of a post were asked before, and what their holds hold.';
