-- Purpose: sets units aside before paid calls. Takes a batch, decides in array order.
--   The lines of an operation are all or nothing. Units come from the open buckets in burn order, up to what each granted,
--   then from overage; outstanding overruns leave less. A meter without limit needs no units; one that needs a grant and
--   has none is denied; no units at all always fit.
--   A plain batch takes the short way: operations of one line, sorted by customer and meter, none asked before, and for
--   each customer and meter one bucket, the first in burn order, has room for all of them, and so has every limit of the
--   customers' plans (weir.tally_open). What it writes is undone when it meets anything else, and reserve_carefully decides
--   the whole batch.
-- Input: parallel arrays, one element an operation; lines apart, sorted by the operation they belong to (1, 2, …). Arrays
--   of plain types need no type mapping in the driver and cross any pooler.
-- Answers: one row an operation; or, when every one of a plain batch is reserved, a single row with op 0 and no more: their
--   leases begin at p_now. reserved | denied (with the numbers of the first line that did not fit) | in_progress | key_conflict |
--   already_settled (with the event) | invalid (unknown customer or meter, a meter twice, a negative quantity).
-- Locks: the customers' books, in key order, first; they guard everything below.
-- Errors: none for a single operation.
-- Idempotency: the same hold_id again answers as the first time, or already_settled. The same key: another hash is a
--   conflict; pending is in progress; posted is already settled; a voided or expired hold frees the key.
create or replace function weir.reserve(
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
  v_first_due timestamptz;
  v_last_due timestamptz;
  v_limited boolean;
  t weir.tally_book;
  -- by group: operations of one customer and meter, one after the other
  v_groups integer := 0;
  g_customers uuid[] := '{}';
  g_meters text[] := '{}';
  g_units bigint[] := '{}';
  g_buckets bigint[];
  g_rows tid[];
  v_found integer;
  v_group integer[] := '{}'; -- by operation
  v_customer uuid;
  v_meter text;
  v_units numeric := 0;
  v_lease_ms bigint := p_lease_ms[1];
begin
  select min(l.next_expiry), max(l.next_expiry), bool_or(l.limited) into v_first_due, v_last_due, v_limited
  from (
    select b.next_expiry, b.limited from weir.books as b where b.customer_id = any (p_customer_ids) order by b.customer_id for update
  ) as l;
  if v_first_due <= p_now then
    perform weir.lock_books(p_now, p_customer_ids);
    v_last_due := 'infinity'; -- of those that had due holds, it is another now
  end if;

  begin
    if cardinality(p_line_ops) is distinct from v_ops then
      raise sqlstate 'WE199';
    end if;
    for i in 1 .. v_ops loop
      if p_customer_ids[i] = v_customer and p_line_meters[i] = v_meter then
        v_units := v_units + p_line_quantities[i];
      elsif v_groups = 0 or p_customer_ids[i] > v_customer
        or p_customer_ids[i] = v_customer and p_line_meters[i] > v_meter collate "C"
      then
        v_groups := v_groups + 1;
        v_customer := p_customer_ids[i];
        v_meter := p_line_meters[i];
        g_customers := g_customers || v_customer;
        g_meters := g_meters || v_meter;
        v_units := p_line_quantities[i];
      else
        raise sqlstate 'WE199';
      end if;
      if p_line_ops[i] <> i or least(p_line_quantities[i], p_lease_ms[i]) > 0 is not true then
        raise sqlstate 'WE199';
      end if;
      v_lease_ms := least(v_lease_ms, p_lease_ms[i]);
      g_units[v_groups] := v_units;
      v_group := v_group || v_groups;
    end loop;

    for v_try in 1 .. 2 loop
      select array_agg(b.bucket_id order by b.group_no), array_agg(b.ctid order by b.group_no) into g_buckets, g_rows
      from (
        select distinct on (k.group_no) k.group_no, k.units, b.bucket_id, b.ctid, b.granted - b.load as room
        from unnest(g_customers, g_meters, g_units) with ordinality as k (customer_id, meter, units, group_no)
        cross join lateral (
          select g.grant_id, g.priority, g.expires_at, g.created_at from weir.grants as g
          where g.customer_id = k.customer_id and g.meter = k.meter and g.expires_at > p_now and g.effective_at <= p_now
            and not exists (
              select from weir.overruns as o
              where o.customer_id = k.customer_id and o.meter = k.meter and o.period_end > p_now and o.period_start <= p_now)
          offset 0
        ) as g
        left join lateral (
          select b.bucket_id, b.ctid, b.period_end, b.granted, b.used + b.held as load from weir.buckets as b
          where b.customer_id = k.customer_id and b.grant_id = g.grant_id and b.period_start <= p_now
          order by b.period_start desc limit 1
        ) as b on b.period_end > p_now
        where b.granted > b.load is not false
        order by k.group_no, b.bucket_id is not null, g.priority, least(g.expires_at, b.period_end), g.created_at, g.grant_id
      ) as b
      where b.room >= b.units
        and not exists (select from weir.meters as m where m.meter = any (g_meters) and m.limit_kind <> 'granted');
      exit when cardinality(g_buckets) = v_groups;
      if v_try = 1 then -- a bucket may be touched for the first time
        perform from weir.open_buckets(g_customers, g_meters, array_fill(p_now, array[v_groups]));
      end if;
    end loop;
    if cardinality(g_buckets) is distinct from v_groups then
      raise sqlstate 'WE199';
    end if;

    if v_limited then
      t := weir.tally_open(p_now, p_customer_ids, p_user_ids, p_features, array_fill(p_now, array[v_ops]), p_line_ops,
        p_line_meters, p_line_quantities);
      if not weir.tally_fits(t) then
        raise sqlstate 'WE199';
      end if;
      perform weir.tally_hold(t, array_fill(true, array[v_ops]));
    end if;

    insert into weir.holds (customer_id, hold_id, user_id, feature, state, reserved_at, expires_at, lines, tallies)
      select o.customer_id, o.hold_id, o.user_id, left(o.feature, 100), 'pending', p_now,
        p_now + o.lease_ms * interval '1 millisecond', array[row(g_buckets[o.group_no], o.meter, o.quantity)::weir.hold_line],
        case when v_limited then weir.tally_lines(t, o.op::integer) end
      from unnest(p_customer_ids, p_hold_ids, p_user_ids, p_features, p_lease_ms, v_group, p_line_meters,
        p_line_quantities) with ordinality
        as o (customer_id, hold_id, user_id, feature, lease_ms, group_no, meter, quantity, op);

    update weir.buckets as b set held = b.held + g.units
    from unnest(g_rows, g_buckets, g_units) as g (ctid, bucket_id, units)
    where b.ctid = g.ctid and b.bucket_id = g.bucket_id;
    get diagnostics v_found = row_count;
    if v_found <> v_groups then
      raise sqlstate 'WE199'; -- moved by somebody who did not lock the books
    end if;

    if v_last_due > p_now + v_lease_ms * interval '1 millisecond' then
      update weir.books as b set next_expiry = o.expires_at
      from (
        select o.customer_id, p_now + min(o.lease_ms) * interval '1 millisecond' as expires_at
        from unnest(p_customer_ids, p_lease_ms) as o (customer_id, lease_ms)
        group by o.customer_id
      ) as o
      cross join lateral (
        select b.ctid, b.next_expiry from weir.books as b where b.customer_id = o.customer_id offset 0
      ) as row
      where b.ctid = row.ctid and row.next_expiry > o.expires_at;
    end if;

    if array_remove(p_keys, null) <> '{}' then
      insert into weir.usage_keys (customer_id, kind, key, request_hash, hold_id, created_at)
        select o.customer_id, 'request', o.key, o.request_hash, o.hold_id, p_now
        from unnest(p_customer_ids, p_keys, p_request_hashes, p_hold_ids) as o (customer_id, key, request_hash, hold_id)
        where o.key is not null;
    end if;

    op := 0;
    status := 'reserved';
    return next;
    return;
  exception
    when sqlstate 'WE199' or integrity_constraint_violation then
      null;
  end;

  return query select * from weir.reserve_carefully(p_now, p_customer_ids, p_user_ids, p_hold_ids, p_features, p_lease_ms,
    p_keys, p_request_hashes, p_line_ops, p_line_meters, p_line_quantities);
end
$function$;
comment on function weir.reserve(timestamptz, uuid[], uuid[], uuid[], text[], bigint[], text[], bytea[], integer[], text[],
  bigint[]) is 'Sets units aside before paid calls: a batch, one answer an operation.';
