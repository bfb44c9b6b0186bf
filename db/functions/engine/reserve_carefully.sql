-- Purpose: what reserve answers when a batch is not plain: replays, keys asked before, several lines an operation, units of
--   several buckets, overage, overruns, denials. Decides in array order; the lines of an operation are all or nothing. Units
--   come from the open buckets in burn order, up to what each granted, then from overage; outstanding overruns leave less.
-- Input and answers: as reserve, which is its only caller.
-- Locks: the customers' books, in key order (again: the caller may have met unknown customers).
-- Errors: none for a single operation. A violated limit would raise 23514 (buckets_within_limit): a bug, not an outcome.
-- Idempotency: as reserve.
create or replace function weir.reserve_carefully(
  p_now timestamptz,
  p_customer_ids uuid[],
  p_user_ids uuid[],
  p_hold_ids uuid[],
  p_features text[],
  p_lease_ms bigint[],
  p_keys text[],
  p_request_hashes bytea[],
  p_line_ops integer[],
  p_line_meters text[],
  p_line_quantities bigint[])
returns table (op integer, status text, expires_at timestamptz,
  meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint,
  resets_at timestamptz, event_id uuid, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint,
  reasoning_tokens bigint, cost_nano_usd bigint, provenance text, scope text, denial text)
language plpgsql
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_ops constant integer := cardinality(p_customer_ids);
  v_unknown uuid[];
  -- by operation
  v_status text[] := array_fill(null::text, array[v_ops]);
  v_new boolean[] := array_fill(false, array[v_ops]);
  v_expires timestamptz[] := array_fill(null::timestamptz, array[v_ops]);
  v_taken_to integer[] := array_fill(0, array[v_ops]);
  v_denials weir.denial[] := array_fill(null::weir.denial, array[v_ops]);
  -- by group (customer and meter), and by bucket
  s record;
  g_held bigint[];
  b_load bigint[];
  -- what is taken, in the order of the operations
  v_taken weir.hold_line[] := '{}';
  v_customers uuid[] := '{}';
  -- what it counts against, where plans set limits
  t weir.tally_book;
  v_slot integer;
  r record;
  v_line integer := 1;
  v_first integer;
  v_same integer;
  v_need bigint;
  v_take bigint;
  g integer;
begin
  v_unknown := weir.lock_books(p_now, p_customer_ids);
  select * into s from weir.reserve_groups(p_now, p_customer_ids, p_line_ops, p_line_meters, p_line_quantities);
  t := weir.tally_open(p_now, p_customer_ids, p_user_ids, p_features, array_fill(p_now, array[v_ops]), p_line_ops,
    p_line_meters, p_line_quantities);
  g_held := s.group_held;
  b_load := s.bucket_loads;

  for r in select * from weir.reserve_replays(p_customer_ids, v_unknown, p_hold_ids, p_lease_ms, p_keys, p_request_hashes)
  loop
    v_first := v_line;
    while p_line_ops[v_line] = r.op loop
      v_line := v_line + 1;
    end loop;
    v_taken_to[r.op] := cardinality(v_taken);
    v_status[r.op] := r.status;
    v_expires[r.op] := r.expires_at;
    continue when r.status is not null;

    -- was it asked before in this batch?
    v_same := array_position(p_hold_ids, p_hold_ids[r.op]);
    while v_same < r.op loop
      if v_new[v_same] and p_customer_ids[v_same] = p_customer_ids[r.op] then
        v_status[r.op] := 'reserved';
        v_expires[r.op] := v_expires[v_same];
      end if;
      v_same := array_position(p_hold_ids, p_hold_ids[r.op], v_same + 1);
    end loop;
    v_same := array_position(p_keys, p_keys[r.op]);
    while p_keys[r.op] is not null and v_same < r.op loop
      if v_new[v_same] and p_customer_ids[v_same] = p_customer_ids[r.op] and v_status[r.op] is null then
        v_status[r.op] := case when p_request_hashes[r.op] is distinct from p_request_hashes[v_same]
          then 'key_conflict' else 'in_progress' end;
      end if;
      v_same := array_position(p_keys, p_keys[r.op], v_same + 1);
    end loop;
    continue when v_status[r.op] is not null;

    -- does every line fit?
    v_status[r.op] := 'reserved';
    for i in v_first .. v_line - 1 loop
      g := s.line_groups[i];
      if g is null or array_position(p_line_meters, p_line_meters[i], v_first) < i then
        v_status[r.op] := 'invalid';
        v_denials[r.op] := null;
        exit;
      elsif g > 0 and v_status[r.op] = 'reserved'
        and p_line_quantities[i] > greatest(s.group_limit[g]::numeric - s.group_used[g] - g_held[g], 0)
      then
        v_status[r.op] := 'denied';
        v_denials[r.op] := weir.grant_denial(p_customer_ids[r.op], p_line_meters[i], p_now, s.group_granted[g],
          s.group_used[g], g_held[g], p_line_quantities[i], s.group_limit[g], s.group_resets[g]);
      end if;
    end loop;
    if t.slots is not null and v_status[r.op] = 'reserved' then
      v_slot := weir.tally_refusal(t, r.op);
      if v_slot is not null then
        v_status[r.op] := 'denied';
        v_denials[r.op] := weir.tally_denial(t, v_slot);
      end if;
    end if;
    continue when v_status[r.op] <> 'reserved';

    v_new[r.op] := true;
    v_expires[r.op] := p_now + make_interval(secs => p_lease_ms[r.op] / 1000.0);
    for i in v_first .. v_line - 1 loop
      g := s.line_groups[i];
      v_need := p_line_quantities[i];
      continue when g = 0 or v_need = 0;
      g_held[g] := g_held[g] + v_need;
      for v_pass in 1 .. 2 loop -- what was granted first, then overage
        for b in s.group_from[g] .. s.group_to[g] loop
          v_take := least(v_need, case v_pass when 1 then s.bucket_granted[b] else s.bucket_limit[b] end - b_load[b]);
          continue when v_take <= 0;
          b_load[b] := b_load[b] + v_take;
          v_need := v_need - v_take;
          v_taken := v_taken || row(s.bucket_ids[b], p_line_meters[i], v_take)::weir.hold_line;
          v_customers := v_customers || p_customer_ids[r.op];
          exit when v_need = 0;
        end loop;
        exit when v_need = 0;
      end loop;
    end loop;
    v_taken_to[r.op] := cardinality(v_taken);
    if t.slots is not null then
      for k in t.op_from[r.op] .. t.op_to[r.op] loop
        t.held[t.slots[k]] := t.held[t.slots[k]] + t.units[k];
      end loop;
    end if;
  end loop;

  if true = any (v_new) then
    insert into weir.holds (customer_id, hold_id, user_id, feature, state, reserved_at, expires_at, lines, tallies)
      select o.customer_id, o.hold_id, o.user_id, left(o.feature, 100), 'pending', p_now, o.expires_at,
        v_taken[coalesce(o.taken_from, 0) + 1 : o.taken_to],
        case when t.slots is not null then weir.tally_lines(t, o.op::integer) end
      from unnest(p_customer_ids, p_hold_ids, p_user_ids, p_features, v_expires, v_new, 0 || v_taken_to, v_taken_to)
        with ordinality as o (customer_id, hold_id, user_id, feature, expires_at, is_new, taken_from, taken_to, op)
      where o.is_new;

    update weir.buckets as b set held = b.held + t.quantity
    from (
      select t.customer_id, t.bucket_id, sum(t.quantity)::bigint as quantity
      from rows from (unnest(v_customers), unnest(v_taken)) as t (customer_id, bucket_id, meter, quantity)
      group by t.customer_id, t.bucket_id
    ) as t
    cross join lateral (
      select b.ctid from weir.buckets as b where b.customer_id = t.customer_id and b.bucket_id = t.bucket_id offset 0
    ) as row
    where b.ctid = row.ctid;

    if t.slots is not null then
      perform weir.tally_hold(t, v_new);
    end if;

    update weir.books as b set next_expiry = o.expires_at
    from (
      select o.customer_id, min(o.expires_at) as expires_at
      from unnest(p_customer_ids, v_expires, v_new) as o (customer_id, expires_at, is_new)
      where o.is_new
      group by o.customer_id
    ) as o
    cross join lateral (
      select b.ctid, b.next_expiry from weir.books as b where b.customer_id = o.customer_id offset 0
    ) as row
    where b.ctid = row.ctid and row.next_expiry > o.expires_at;

    insert into weir.usage_keys as k (customer_id, kind, key, request_hash, hold_id, created_at)
      select o.customer_id, 'request', o.key, o.request_hash, o.hold_id, p_now
      from unnest(p_customer_ids, p_keys, p_request_hashes, p_hold_ids, v_new)
        as o (customer_id, key, request_hash, hold_id, is_new)
      where o.is_new and o.key is not null
      on conflict (customer_id, kind, key) do update
        set request_hash = excluded.request_hash, hold_id = excluded.hold_id, event_id = null, recorded_at = null,
          created_at = excluded.created_at;
  end if;

  return query
    select o.op::integer, o.status, o.expires_at, o.meter, o.granted, o.used, o.held, o.requested, o.remaining, o.hard_limit,
      o.resets_at, e.event_id, e.input_tokens, e.cached_input_tokens, e.output_tokens, e.reasoning_tokens, e.cost_nano_usd,
      e.provenance, o.scope, o.denial
    from unnest(v_status, v_expires, p_customer_ids, p_hold_ids, p_keys, v_denials) with ordinality
      as o (status, expires_at, customer_id, hold_id, key, meter, granted, used, held, requested, remaining, hard_limit,
        resets_at, scope, denial, op)
    left join lateral (
      select * from weir.settled_event(o.customer_id, o.hold_id, o.key) where o.status = 'already_settled' offset 0
    ) as e on true
    order by o.op;
end
$function$;
comment on function weir.reserve_carefully(timestamptz, uuid[], uuid[], uuid[], text[], bigint[], text[], bytea[], integer[], text[],
  bigint[]) is 'What reserve answers when a batch is not plain.';
