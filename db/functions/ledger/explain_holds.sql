-- Purpose: the pending holds of explain that hold units of the meter: how many there are and what they hold (without those
--   whose lease is over), and p_last of them, the first to expire first; due says that a lease is over.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.explain_holds(p_now timestamptz, p_customer_id uuid, p_meter text, p_last integer)
returns jsonb
language plpgsql stable
set search_path = ''
as $function$
begin
  return (
    with hold as (
      select h.hold_id, h.user_id, h.feature, h.reserved_at, h.expires_at, h.expires_at <= p_now as due, l.units,
        row_number() over (order by h.expires_at, h.hold_id) as n
      from weir.books as c
      join weir.holds as h on h.customer_id = c.customer_id and h.expires_at >= c.next_expiry
        and h.expires_at > '-infinity' and h.state = 'pending'
      cross join lateral (
        select sum(l.quantity)::bigint as units from unnest(h.lines) as l where l.meter = p_meter
      ) as l
      where c.customer_id = p_customer_id and l.units is not null
    )
    select jsonb_build_object(
      'count', count(*) filter (where not h.due), 'units', coalesce(sum(h.units) filter (where not h.due), 0),
      'due', count(*) filter (where h.due),
      'data', coalesce(jsonb_agg(jsonb_build_object('hold_id', h.hold_id, 'user_id', h.user_id, 'feature', h.feature,
          'units', h.units, 'reserved_at', h.reserved_at, 'expires_at', h.expires_at, 'due', h.due)
        order by h.n) filter (where h.n <= p_last), '[]'))
    from hold as h);
end
$function$;
comment on function weir.explain_holds(timestamptz, uuid, text, integer) is 'Part of explain.';
