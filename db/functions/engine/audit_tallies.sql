-- Purpose: tallies that do not add up: held that is not the sum of pending holds; used that is not the sum of the ledger. And
--   holds that are pending and hold of a tally that is gone. A tally that was trimmed cannot be checked.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_tallies()
returns table (invariant text, customer_id uuid, subject text, expected numeric, actual numeric)
language sql stable security definer
set search_path = ''
as $function$
  with held as (
    select h.customer_id, l.tally_id, sum(l.quantity) as units
    from weir.holds as h cross join lateral unnest(h.tallies) as l
    where h.state = 'pending' and h.tallies is not null
    group by h.customer_id, l.tally_id
  ), used as (
    select e.customer_id, l.tally_id, sum(l.quantity) as units
    from weir.usage_events as e cross join lateral unnest(e.tallies) as l
    where e.tallies is not null
    group by e.customer_id, l.tally_id
  )
  select 'tally_held', coalesce(t.customer_id, h.customer_id), 'tally ' || coalesce(t.tally_id, h.tally_id),
    coalesce(h.units, 0), coalesce(t.held, 0)::numeric
  from weir.tallies as t
  full join held as h on h.customer_id = t.customer_id and h.tally_id = t.tally_id
  where coalesce(h.units, 0) <> coalesce(t.held, 0)
  union all
  select 'tally_used', t.customer_id, 'tally ' || t.tally_id || ' of ' || t.meter, coalesce(u.units, 0), t.used
  from weir.tallies as t
  left join used as u on u.customer_id = t.customer_id and u.tally_id = t.tally_id
  where coalesce(u.units, 0) <> t.used
$function$;
comment on function weir.audit_tallies() is 'Tallies that do not add up.';
