-- Purpose: a page of a customer's holds, newest first, after the one with the given time and id (nulls: from the newest).
--   Sorts all holds of the customer in that state: no index on the hot table is for operators alone. Units are summed by
--   meter.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.admin_holds(
  p_customer_id uuid, p_state text, p_before_reserved_at timestamptz, p_before_hold_id uuid, p_limit integer)
returns table (hold_id uuid, user_id uuid, feature text, state text, reserved_at timestamptz, expires_at timestamptz,
  resolved_at timestamptz, event_id uuid, void_reason text, line_meters text[], line_quantities bigint[])
language sql stable security definer
set search_path = ''
as $function$
  select h.hold_id, h.user_id, h.feature, h.state, h.reserved_at, h.expires_at, h.resolved_at, h.event_id, h.void_reason,
    l.meters, l.quantities
  from (
    select * from weir.holds as h
    where h.customer_id = p_customer_id and (p_state is null or h.state = p_state)
      and (h.reserved_at, h.hold_id) < (coalesce(p_before_reserved_at, 'infinity'),
        coalesce(p_before_hold_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    order by h.reserved_at desc, h.hold_id desc
    limit p_limit
  ) as h
  cross join lateral (
    select coalesce(array_agg(s.meter order by s.meter), '{}') as meters,
      coalesce(array_agg(s.quantity order by s.meter), '{}') as quantities
    from (select l.meter, sum(l.quantity)::bigint as quantity from unnest(h.lines) as l group by l.meter) as s
  ) as l
  order by h.reserved_at desc, h.hold_id desc
$function$;
comment on function weir.admin_holds(uuid, text, timestamptz, uuid, integer) is 'A page of a customer''s holds, newest first.';
