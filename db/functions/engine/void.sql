-- Purpose: releases holds whose calls cost nothing: their units return to the buckets and tallies they came
--   from. A batch, one answer an operation, in array order: voided | already_voided | already_posted | already_expired |
--   not_found.
-- Locks: the customers' books, in key order, first.
-- Errors: none for a single operation. Idempotency: a hold resolves once; a repeat says how.
create or replace function weir.void(p_now timestamptz, p_customer_ids uuid[], p_hold_ids uuid[], p_reasons text[])
returns table (op integer, status text)
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
  v_status text[];
begin
  perform weir.lock_books(p_now, p_customer_ids);

  -- the first of several with one hold voids it
  select array_agg(
      case
        when h.hold_id is null then 'not_found'
        when h.state <> 'pending' then 'already_' || h.state
        when row_number > 1 then 'already_voided'
        else 'voided'
      end order by o.op)
    into v_status
  from (
    select o.*, row_number() over (partition by o.customer_id, o.hold_id order by o.op)
    from unnest(p_customer_ids, p_hold_ids) with ordinality as o (customer_id, hold_id, op)
  ) as o
  left join lateral (
    select * from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
  ) as h on true;

  with voided as (
    update weir.holds as h
      set state = 'voided', resolved_at = p_now, void_reason = left(coalesce(nullif(o.reason, ''), 'unknown'), 100)
    from unnest(v_status, p_customer_ids, p_hold_ids, p_reasons) as o (status, customer_id, hold_id, reason)
    cross join lateral (
      select h.ctid from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
    ) as row
    where o.status = 'voided' and h.ctid = row.ctid and h.state = 'pending'
    returning h.customer_id, h.lines, h.tallies
  ), counted as (
    update weir.tallies as t set held = t.held - r.quantity
    from (
      select e.customer_id, l.tally_id, sum(l.quantity)::bigint as quantity
      from voided as e cross join lateral unnest(e.tallies) as l
      group by e.customer_id, l.tally_id
    ) as r
    cross join lateral (
      select t.ctid from weir.tallies as t where t.customer_id = r.customer_id and t.tally_id = r.tally_id offset 0
    ) as row
    where t.ctid = row.ctid and r.quantity <> 0
  )
  update weir.buckets as b set held = b.held - r.quantity
  from (
    select v.customer_id, l.bucket_id, sum(l.quantity)::bigint as quantity
    from voided as v cross join lateral unnest(v.lines) as l
    group by v.customer_id, l.bucket_id
  ) as r
  cross join lateral (
    select b.ctid from weir.buckets as b where b.customer_id = r.customer_id and b.bucket_id = r.bucket_id offset 0
  ) as row
  where b.ctid = row.ctid;

  return query select o.op::integer, o.status from unnest(v_status) with ordinality as o (status, op) order by o.op;
end
$function$;
comment on function weir.void(timestamptz, uuid[], uuid[], text[])
  is 'Releases holds whose calls cost nothing: a batch, one answer an operation.';
