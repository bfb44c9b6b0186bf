-- Purpose: decides, in array order, what a post takes beyond its own holds: from the buckets that were open at the
--   operation's instant, in burn order, what was granted first, then overage, as far as limits and overruns still allow.
--   What finds no room is overrun, which counts until the last of those buckets closes (without any: until the calendar
--   month ends, in UTC); but a consume is refused whole instead, also where a limit leaves no room (p_book). What the
--   batch's own holds give back is there to be taken.
-- Output: lines, with the operation of each; overruns, with the period of each; denied operations, with the numbers of the
--   first extra, or else the first slot of the book, that did not fit.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: makes buckets that are missing.
create or replace function weir.post_extras(
  p_modes text[], p_customer_ids uuid[], p_instants timestamptz[],
  p_extra_ops integer[], p_extra_meters text[], p_extra_units bigint[],
  p_lines weir.usage_line[], p_released_buckets bigint[], p_released_units bigint[], p_book weir.tally_book,
  out line_ops integer[], out lines weir.usage_line[],
  out overrun_at integer[], out overrun_units bigint[], out overrun_starts timestamptz[], out overrun_ends timestamptz[],
  out denied_ops integer[], out denials weir.denial[])
language plpgsql
set search_path = ''
as $function$
declare
  x record; -- keys by group, and the group of each extra
  s record; -- groups and buckets
  b_load bigint[];
  v_overrun_groups integer[] := '{}';
  v_at integer := 1;
  v_last integer;
  v_denied boolean;
  v_op integer;
  v_slot integer;
  v_used numeric;
  v_held numeric;
  v_left numeric;
  v_need bigint;
  v_rest bigint;
  v_take bigint;
  b integer;
  g integer;
begin
  line_ops := '{}'; lines := '{}';
  overrun_at := '{}'; overrun_units := '{}'; overrun_starts := '{}'; overrun_ends := '{}';
  denied_ops := '{}'; denials := '{}';
  if cardinality(p_extra_ops) = 0 then
    return;
  end if;

  with extra as (
    select e.at, e.meter, p_customer_ids[e.op] as customer_id, p_instants[e.op] as instant,
      dense_rank() over (order by p_customer_ids[e.op], e.meter, p_instants[e.op])::integer as group_no
    from unnest(p_extra_ops, p_extra_meters) with ordinality as e (op, meter, at)
  )
  select a.groups, k.customer_ids, k.meters, k.instants into x
  from (
    select array_agg(e.group_no order by e.at) as groups from extra as e
  ) as a cross join (
    select array_agg(k.customer_id order by k.group_no) as customer_ids, array_agg(k.meter order by k.group_no) as meters,
      array_agg(k.instant order by k.group_no) as instants
    from (select distinct e.group_no, e.customer_id, e.meter, e.instant from extra as e) as k
  ) as k;

  select * into s from weir.post_groups(x.customer_ids, x.meters, x.instants, p_lines, p_released_buckets,
    p_released_units);
  b_load := s.bucket_loads;

  while v_at <= cardinality(p_extra_ops) loop
    v_last := v_at;
    while p_extra_ops[v_last + 1] = p_extra_ops[v_at] loop
      v_last := v_last + 1;
    end loop;

    v_op := p_extra_ops[v_at];
    v_denied := false;
    for i in v_at .. v_last loop
      exit when v_denied or p_modes[p_extra_ops[v_at]] <> 'consume';
      g := x.groups[i];
      v_used := s.group_overrun[g] + weir.overrun_since(g, x.customer_ids, x.meters, x.instants, v_overrun_groups,
        overrun_units, overrun_starts, overrun_ends);
      v_held := 0;
      for j in s.group_from[g] .. s.group_to[g] loop
        b := s.slots[j];
        v_held := v_held + s.bucket_held[b];
        v_used := v_used + b_load[b] - s.bucket_held[b];
      end loop;
      if p_extra_units[i] > 0 and p_extra_units[i] > s.group_limit[g] - v_used - v_held then
        v_denied := true;
        denied_ops := denied_ops || p_extra_ops[i];
        denials := denials || weir.grant_denial(x.customer_ids[g], x.meters[g], x.instants[g], s.group_granted[g], v_used,
          v_held, p_extra_units[i], s.group_limit[g], s.group_resets[g]);
      end if;
    end loop;

    if p_book.slots is not null and not v_denied then
      v_slot := case when p_modes[v_op] = 'consume' then weir.tally_refusal(p_book, v_op) end;
      if v_slot is not null then
        v_denied := true;
        denied_ops := denied_ops || v_op;
        denials := denials || weir.tally_denial(p_book, v_slot);
      else
        for k in p_book.op_from[v_op] .. p_book.op_to[v_op] loop
          p_book.used[p_book.slots[k]] := p_book.used[p_book.slots[k]] + p_book.units[k];
        end loop;
      end if;
    end if;

    for i in v_at .. v_last loop
      exit when v_denied;
      g := x.groups[i];
      v_left := -s.group_overrun[g] - weir.overrun_since(g, x.customer_ids, x.meters, x.instants, v_overrun_groups,
        overrun_units, overrun_starts, overrun_ends);
      for j in s.group_from[g] .. s.group_to[g] loop
        b := s.slots[j];
        v_left := v_left + s.bucket_limit[b] - b_load[b];
      end loop;
      v_need := least(p_extra_units[i], greatest(v_left, 0));
      v_rest := p_extra_units[i] - v_need;

      for v_pass in 1 .. 2 loop
        for j in s.group_from[g] .. s.group_to[g] loop
          exit when v_need = 0;
          b := s.slots[j];
          v_take := least(v_need, case v_pass when 1 then s.bucket_granted[b] else s.bucket_limit[b] end - b_load[b]);
          continue when v_take <= 0;
          b_load[b] := b_load[b] + v_take;
          v_need := v_need - v_take;
          line_ops := line_ops || p_extra_ops[i];
          lines := lines || row(p_extra_meters[i], v_take, s.bucket_ids[b], false)::weir.usage_line;
        end loop;
      end loop;

      continue when v_rest = 0;
      line_ops := line_ops || p_extra_ops[i];
      lines := lines || row(p_extra_meters[i], v_rest, null, true)::weir.usage_line;
      overrun_at := overrun_at || i;
      overrun_units := overrun_units || v_rest;
      v_overrun_groups := v_overrun_groups || g;
      if s.group_from[g] <= s.group_to[g] then
        b := s.slots[s.group_to[g]];
        overrun_starts := overrun_starts || s.bucket_starts[b];
        overrun_ends := overrun_ends || s.bucket_ends[b];
      else
        select overrun_starts || p.period_start, overrun_ends || p.period_end into overrun_starts, overrun_ends
          from weir.period_at('calendar_month', x.instants[g], 'UTC', x.instants[g]) as p;
      end if;
    end loop;
    v_at := v_last + 1;
  end loop;
end
$function$;
comment on function weir.post_extras(text[], uuid[], timestamptz[], integer[], text[], bigint[], weir.usage_line[], bigint[],
  bigint[], weir.tally_book) is 'Decides what a post takes beyond its own holds, and what is overrun.';
