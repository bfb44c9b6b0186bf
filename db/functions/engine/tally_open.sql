-- Purpose: what a batch decides limits with, as arrays; null when none applies. Each operation has a range of slots
--   (op_from to op_to, empty when op_to is less), each slot names a tally and the units that the operation asks of it: its
--   line's, 0 without one; 1 of requests. A tally that is touched for the first time is made here. An open one stays as it is
--   until it ends, whatever became of anchor or zone meanwhile.
--   The slots of an operation are in the order in which a refusal names them: what stays longest first.
-- Input: parallel arrays, one element an operation, with the instant whose periods count; lines apart, sorted by operation.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: a tally is made once; its key is what it counts, and the period's start.
create or replace function weir.tally_open(
  p_now timestamptz, p_customer_ids uuid[], p_user_ids uuid[], p_features text[], p_instants timestamptz[],
  p_line_ops integer[], p_line_meters text[], p_line_quantities bigint[]) returns weir.tally_book
language plpgsql
set search_path = ''
as $function$
#variable_conflict use_column
declare
  t weir.tally_book;
  a record; -- by slot: what it asks for
  v_line integer := 1;
  v_at integer;
begin
  if not exists (select from weir.books as b where b.customer_id = any (p_customer_ids) and b.limited) then
    return null;
  end if;

  select array_agg(k.op order by k.op) as ops, array_agg(k.customer_id order by k.op) as customers,
      array_agg(k.meter order by k.op) as meters, array_agg(k.scope order by k.op) as scopes,
      array_agg(k.scope_key order by k.op) as scope_keys, array_agg(k.period order by k.op) as periods,
      array_agg(k.window_s order by k.op) as windows, array_agg(k.amount order by k.op) as amounts,
      array_agg(k.anchor_at order by k.op) as anchors, array_agg(k.zone order by k.op) as zones,
      array_agg(p_instants[k.op] order by k.op) as instants
    into a
    from weir.tally_asks(p_now, p_customer_ids, p_user_ids, p_features) as k;
  if a.ops is null then
    return null;
  end if;

  insert into weir.tallies (customer_id, meter, scope, scope_key, period, window_s, period_start, period_end)
    select m.customer_id, m.meter, m.scope, m.scope_key, m.period, m.window_s, p.period_start, p.period_end
    from (
      select distinct k.*
      from unnest(a.customers, a.meters, a.scopes, a.scope_keys, a.periods, a.windows, a.anchors, a.zones, a.instants)
        as k (customer_id, meter, scope, scope_key, period, window_s, anchor_at, zone, instant)
      where k.instant >= coalesce((
        select t.period_end from weir.tallies as t
        where t.customer_id = k.customer_id and t.meter = k.meter and t.scope = k.scope and t.scope_key = k.scope_key
          and t.period = k.period and t.window_s = k.window_s and t.period_start <= k.instant
        order by t.period_start desc limit 1), '-infinity')
      offset 0 -- the period is computed for what is missing only
    ) as m
    cross join lateral weir.tally_period(m.period, m.window_s, m.anchor_at, m.zone, m.instant, (
      select t.period_end from weir.tallies as t
      where t.customer_id = m.customer_id and t.meter = m.meter and t.scope = m.scope and t.scope_key = m.scope_key
        and t.period = m.period and t.window_s = m.window_s and t.period_start <= m.instant
      order by t.period_start desc limit 1
    ), (
      select t.period_start from weir.tallies as t
      where t.customer_id = m.customer_id and t.meter = m.meter and t.scope = m.scope and t.scope_key = m.scope_key
        and t.period = m.period and t.window_s = m.window_s and t.period_start > m.instant
      order by t.period_start limit 1
    )) as p
    order by m.customer_id, m.meter, m.scope, m.scope_key, m.period, m.window_s, p.period_start
    on conflict do nothing;

  with slot as (
    select k.op, k.amount, k.period = 'window' as rate, t.*, row_number() over (
        order by k.op, k.period = 'window', t.period_end desc, t.tally_id) as n,
      dense_rank() over (order by t.customer_id, t.tally_id)::integer as tally_no
    from unnest(a.ops, a.customers, a.meters, a.scopes, a.scope_keys, a.periods, a.windows, a.amounts, a.instants)
      as k (op, customer_id, meter, scope, scope_key, period, window_s, amount, instant)
    cross join lateral (
      select t.customer_id, t.tally_id, t.meter, t.scope, t.used, t.held, t.period_end
      from weir.tallies as t
      where t.customer_id = k.customer_id and t.meter = k.meter and t.scope = k.scope and t.scope_key = k.scope_key
        and t.period = k.period and t.window_s = k.window_s and t.period_start <= k.instant
      order by t.period_start desc limit 1
    ) as t
  )
  select s.ops, s.tally_nos, t.ids, t.customers, t.meters, t.scopes, t.rates, t.amounts, t.used, t.held, t.resets
    into a.ops, t.slots, t.ids, t.customers, t.meters, t.scopes, t.rates, t.amounts, t.used, t.held, t.resets
  from (
    select array_agg(s.op order by s.n) as ops, array_agg(s.tally_no order by s.n) as tally_nos from slot as s
  ) as s cross join (
    select array_agg(t.tally_id order by t.tally_no) as ids, array_agg(t.customer_id order by t.tally_no) as customers,
      array_agg(t.meter order by t.tally_no) as meters, array_agg(t.scope order by t.tally_no) as scopes,
      array_agg(t.rate order by t.tally_no) as rates, array_agg(t.amount order by t.tally_no) as amounts,
      array_agg(t.used order by t.tally_no) as used, array_agg(t.held order by t.tally_no) as held,
      array_agg(nullif(t.period_end, 'infinity') order by t.tally_no) as resets
    from (select distinct on (s.tally_no) s.* from slot as s order by s.tally_no) as t
  ) as t;

  t.op_from := array_fill(1, array[cardinality(p_customer_ids)]);
  t.op_to := array_fill(0, array[cardinality(p_customer_ids)]);
  t.units := array_fill(0::bigint, array[cardinality(t.slots)]);
  for k in 1 .. cardinality(t.slots) loop
    if t.op_to[a.ops[k]] = 0 then
      t.op_from[a.ops[k]] := k;
    end if;
    t.op_to[a.ops[k]] := k;
    if t.meters[t.slots[k]] = 'requests' then
      t.units[k] := 1;
    end if;
    while p_line_ops[v_line] < a.ops[k] loop
      v_line := v_line + 1;
    end loop;
    v_at := v_line;
    while p_line_ops[v_at] = a.ops[k] loop
      if p_line_meters[v_at] = t.meters[t.slots[k]] then
        t.units[k] := greatest(p_line_quantities[v_at], 0);
      end if;
      v_at := v_at + 1;
    end loop;
  end loop;
  return t;
end
$function$;
comment on function weir.tally_open(timestamptz, uuid[], uuid[], text[], timestamptz[], integer[], text[], bigint[])
  is 'What a batch decides limits with: slots of operations, tallies.';
