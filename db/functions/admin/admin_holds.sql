-- Purpose: a page of a customer's holds, those whose lease ends last first, after the one with the given end and id (nulls:
--   from the first). Leases are of much the same length, so these are the newest; and there is an index by their end, while
--   none on the hot table is for operators alone. A hold that is extended between two pages moves to the front, and is
--   not on the pages after it. Units are summed by meter.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.admin_holds(
  p_customer_id uuid, p_state text, p_before_expires_at timestamptz, p_before_hold_id uuid, p_limit integer)
returns table (hold_id uuid, user_id uuid, feature text, state text, reserved_at timestamptz, expires_at timestamptz,
  resolved_at timestamptz, event_id uuid, void_reason text, line_meters text[], line_quantities bigint[])
language plpgsql stable security definer
set search_path = ''
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off -- the index that has the order is the one to read: another would bring all holds of a customer
as $function$
#variable_conflict use_column
declare
  v_end constant timestamptz := coalesce(p_before_expires_at, 'infinity');
  v_id constant uuid := coalesce(p_before_hold_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
  return query
    select h.hold_id, h.user_id, h.feature, h.state, h.reserved_at, h.expires_at, h.resolved_at, h.event_id, h.void_reason,
      l.meters, l.quantities
    from (
      select * from weir.holds as h
      where h.customer_id = p_customer_id and (p_state is null or h.state = p_state) and h.expires_at > '-infinity'
        and h.expires_at <= v_end and (h.expires_at, h.hold_id) < (v_end, v_id)
      order by h.expires_at desc, h.hold_id desc
      limit p_limit
    ) as h
    cross join lateral (
      select coalesce(array_agg(s.meter order by s.meter), '{}') as meters,
        coalesce(array_agg(s.quantity order by s.meter), '{}') as quantities
      from (select l.meter, sum(l.quantity)::bigint as quantity from unnest(h.lines) as l group by l.meter) as s
    ) as l
    order by h.expires_at desc, h.hold_id desc;
end
$function$;
comment on function weir.admin_holds(uuid, text, timestamptz, uuid, integer)
  is 'A page of a customer''s holds, those whose lease ends last first.';
