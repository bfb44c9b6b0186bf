-- Purpose: extends pending holds while their calls go on. The lease then ends p_lease_ms from now, if that is later than it
--   did (null: as it is); and for each line the hold grows to that many units of the meter in all, if it holds less. What is
--   added comes from the buckets open now, as in a reserve: in burn order, within limits, overruns counted; all lines and
--   the lease, or nothing. Its tallies grow with it: they are those in which it was admitted. A batch, one
--   answer an operation, decided in array order.
-- Input: parallel arrays, one element an operation; lines apart, sorted by the operation they belong to (1, 2, …).
-- Answers: extended (with the end of the lease) | denied (with the numbers of the first line or limit that did not fit;
--   requested is what was to be added) | not_found | already_posted | already_voided | already_expired |
--   invalid (unknown customer or meter, a meter twice, a negative quantity or lease).
-- Locks: the customers' books, in key order, first; they guard everything below.
-- Errors: none for a single operation. A violated limit would raise 23514 (buckets_within_limit): a bug, not an outcome.
-- Idempotency: growing *to* a total makes a repeat harmless: it finds what it asks for.
create or replace function weir.extend(
  p_now timestamptz, p_customer_ids uuid[], p_hold_ids uuid[], p_lease_ms bigint[],
  p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[])
returns table (op integer, status text, expires_at timestamptz,
  meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint,
  resets_at timestamptz, scope text, denial text)
language plpgsql security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set jit = off
as $function$
#variable_conflict use_column
declare
  v_ops constant integer := cardinality(p_customer_ids);
  v_unknown uuid[];
  -- by operation
  v_status text[] := array_fill(null::text, array[v_ops]);
  v_expires timestamptz[] := array_fill(null::timestamptz, array[v_ops]);
  v_denials weir.denial[] := array_fill(null::weir.denial, array[v_ops]);
  v_denial weir.denial;
  -- by line: what is to be added; by group (customer and meter), and by bucket
  v_needs bigint[] := array_fill(0::bigint, array[coalesce(cardinality(p_line_ops), 0)]);
  s record;
  g_held bigint[];
  b_load bigint[];
  -- what is added, and by which operation
  v_added weir.hold_line[] := '{}';
  v_added_ops integer[] := '{}';
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
  g_held := s.group_held;
  b_load := s.bucket_loads;

  for r in
    select o.op::integer, o.lease_ms, h.state, h.expires_at, h.lines, h.tallies,
      case
        when o.customer_id is null or o.customer_id = any (v_unknown) or o.hold_id is null or o.lease_ms < 0
          then 'invalid'
        when h.hold_id is null then 'not_found'
        when h.event_id is not null then 'already_posted'
        when h.state <> 'pending' then 'already_' || h.state
      end as status
    from unnest(p_customer_ids, p_hold_ids, p_lease_ms) with ordinality as o (customer_id, hold_id, lease_ms, op)
    left join lateral (
      select * from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
    ) as h on true
    order by o.op
  loop
    v_first := v_line;
    while p_line_ops[v_line] = r.op loop
      v_line := v_line + 1;
    end loop;
    v_status[r.op] := r.status;
    continue when r.status is not null;

    -- does every line fit?
    v_status[r.op] := 'extended';
    for i in v_first .. v_line - 1 loop
      g := s.line_groups[i];
      if g is null or array_position(p_line_meters, p_line_meters[i], v_first) < i then
        v_status[r.op] := 'invalid';
        v_denials[r.op] := null; -- a line before this one may not have fitted
        exit;
      end if;
      continue when g = 0 or v_status[r.op] = 'denied';
      -- an earlier operation of this batch may have grown the same hold
      v_needs[i] := greatest(p_line_quantities[i]
        - coalesce((select sum(l.quantity) from unnest(r.lines) as l where l.meter = p_line_meters[i]), 0)
        - case when cardinality(v_added) = 0 then 0 else coalesce((
            select sum(a.quantity)
            from rows from (unnest(v_added_ops), unnest(v_added)) as a (op, bucket_id, meter, quantity)
            where p_customer_ids[a.op] = p_customer_ids[r.op] and p_hold_ids[a.op] = p_hold_ids[r.op]
              and a.meter = p_line_meters[i]), 0) end, 0);
      if v_needs[i] > 0 and v_needs[i] > s.group_limit[g]::numeric - s.group_used[g] - g_held[g] then
        v_status[r.op] := 'denied';
        v_denials[r.op] := weir.grant_denial(p_customer_ids[r.op], p_line_meters[i], p_now, s.group_granted[g],
          s.group_used[g], g_held[g], v_needs[i], s.group_limit[g], s.group_resets[g]);
      end if;
    end loop;
    if v_status[r.op] = 'extended' and r.tallies is not null then
      v_denial := weir.tally_extend(p_now, p_customer_ids[r.op], p_hold_ids[r.op], p_line_meters[v_first : v_line - 1],
        p_line_quantities[v_first : v_line - 1]);
      if v_denial.meter is not null then
        v_status[r.op] := 'denied';
        v_denials[r.op] := v_denial;
      end if;
    end if;
    continue when v_status[r.op] <> 'extended';

    v_expires[r.op] := greatest(r.expires_at, p_now + make_interval(secs => r.lease_ms / 1000.0));
    v_same := array_position(p_hold_ids, p_hold_ids[r.op]);
    while v_same < r.op loop -- what this batch has given it already
      if p_customer_ids[v_same] = p_customer_ids[r.op] then
        v_expires[r.op] := greatest(v_expires[r.op], v_expires[v_same]);
      end if;
      v_same := array_position(p_hold_ids, p_hold_ids[r.op], v_same + 1);
    end loop;
    for i in v_first .. v_line - 1 loop
      g := s.line_groups[i];
      v_need := v_needs[i];
      continue when g = 0 or v_need = 0;
      g_held[g] := g_held[g] + v_need;
      for v_pass in 1 .. 2 loop -- what was granted first, then overage
        for b in s.group_from[g] .. s.group_to[g] loop
          v_take := least(v_need, case v_pass when 1 then s.bucket_granted[b] else s.bucket_limit[b] end - b_load[b]);
          continue when v_take <= 0;
          b_load[b] := b_load[b] + v_take;
          v_need := v_need - v_take;
          v_added := v_added || row(s.bucket_ids[b], p_line_meters[i], v_take)::weir.hold_line;
          v_added_ops := v_added_ops || r.op;
          exit when v_need = 0;
        end loop;
        exit when v_need = 0;
      end loop;
    end loop;
  end loop;

  -- A lease that ends later leaves books.next_expiry too early, which is allowed: whoever meets it sets it anew.
  update weir.holds as h
    set expires_at = greatest(h.expires_at, o.expires_at), lines = weir.grown_lines(h.lines, o.added)
  from (
    select o.customer_id, o.hold_id, max(o.expires_at) as expires_at, case when cardinality(v_added) > 0 then (
        select array_agg(row(a.bucket_id, a.meter, a.quantity)::weir.hold_line order by a.n)
        from rows from (unnest(v_added_ops), unnest(v_added)) with ordinality as a (op, bucket_id, meter, quantity, n)
        where p_customer_ids[a.op] = o.customer_id and p_hold_ids[a.op] = o.hold_id) end as added
    from unnest(p_customer_ids, p_hold_ids, v_expires) as o (customer_id, hold_id, expires_at)
    where o.expires_at is not null
    group by o.customer_id, o.hold_id
  ) as o
  cross join lateral (
    select h.ctid from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
  ) as row
  where h.ctid = row.ctid and h.state = 'pending' and (h.expires_at < o.expires_at or o.added is not null);

  if cardinality(v_added) > 0 then
    update weir.buckets as b set held = b.held + t.quantity
    from (
      select p_customer_ids[a.op] as customer_id, a.bucket_id, sum(a.quantity)::bigint as quantity
      from rows from (unnest(v_added_ops), unnest(v_added)) as a (op, bucket_id, meter, quantity)
      group by 1, 2
    ) as t
    cross join lateral (
      select b.ctid from weir.buckets as b where b.customer_id = t.customer_id and b.bucket_id = t.bucket_id offset 0
    ) as row
    where b.ctid = row.ctid;
  end if;

  return query
    select o.op::integer, o.status, o.expires_at, o.meter, o.granted, o.used, o.held, o.requested, o.remaining, o.hard_limit,
      o.resets_at, o.scope, o.denial
    from unnest(v_status, v_expires, v_denials) with ordinality
      as o (status, expires_at, meter, granted, used, held, requested, remaining, hard_limit, resets_at, scope, denial, op)
    order by o.op;
end
$function$;
comment on function weir.extend(timestamptz, uuid[], uuid[], bigint[], integer[], text[], bigint[])
  is 'Extends pending holds: a later end of the lease, more units. A batch, one answer an operation.';
