-- Purpose: grows what a hold holds of its tallies to the given quantities by meter, where it holds less; or answers the
--   refusal of the first, of those the one that stays longest, that has no room, and grows nothing. A tally whose limit the
--   customer's plan no longer sets always has room, and counts.
-- Locks: none of its own; the caller holds the customer's books. Errors: none.
-- Idempotency: growing to a total: a repeat finds what it asks for.
create or replace function weir.tally_extend(
  p_now timestamptz, p_customer_id uuid, p_hold_id uuid, p_meters text[], p_quantities bigint[]) returns weir.denial
language plpgsql
set search_path = ''
as $function$
declare
  v_grown weir.tally_line[];
  v_tallies bigint[];
  v_units bigint[];
  v_denial weir.denial;
begin
  select array_agg(row(k.tally_id, k.meter, k.quantity + k.units)::weir.tally_line order by k.n),
      array_agg(k.tally_id), array_agg(k.units)
    into v_grown, v_tallies, v_units
  from (
    select l.*, greatest(coalesce(a.quantity, 0) - l.quantity, 0) as units
    from weir.holds as h
    cross join lateral unnest(h.tallies) with ordinality as l (tally_id, meter, quantity, n)
    left join unnest(p_meters, p_quantities) as a (meter, quantity) on a.meter = l.meter
    where h.customer_id = p_customer_id and h.hold_id = p_hold_id
  ) as k;
  if not exists (select from unnest(v_units) as u where u > 0) then
    return null;
  end if;

  select t.meter, l.amount, t.used, t.held, k.units, greatest(l.amount::numeric - t.used - t.held, 0), l.amount,
      nullif(t.period_end, 'infinity'), t.scope, case t.period when 'window' then 'rate' else 'quota' end
    into v_denial
  from unnest(v_tallies, v_units) as k (tally_id, units)
  join weir.tallies as t on t.customer_id = p_customer_id and t.tally_id = k.tally_id
  join weir.subscriptions as s on s.customer_id = p_customer_id and s.started_at <= p_now and s.ends_at > p_now
    and s.status in ('trialing', 'active', 'past_due')
  join weir.plan_limits as l on l.plan_code = s.plan_code and l.plan_version = s.plan_version and l.meter = t.meter
    and l.scope = t.scope and l.period = t.period and l.window_s = t.window_s
  where k.units > 0 and k.units > l.amount::numeric - t.used - t.held
  order by t.period = 'window', t.period_end desc, t.tally_id
  limit 1;
  if v_denial.meter is null then
    update weir.tallies as t set held = t.held + k.units
    from unnest(v_tallies, v_units) as k (tally_id, units)
    where t.customer_id = p_customer_id and t.tally_id = k.tally_id and k.units > 0;
    update weir.holds as h set tallies = v_grown where h.customer_id = p_customer_id and h.hold_id = p_hold_id;
  end if;
  return v_denial;
end
$function$;
comment on function weir.tally_extend(timestamptz, uuid, uuid, text[], bigint[])
  is 'Grows what a hold holds of its tallies, or refuses.';
