-- Purpose: invariants 1 and 2 of tallies: two of one count at one instant; held that is not the sum of pending holds, of a
--   tally that is gone too; used that is not the sum of the ledger. A tally that was trimmed cannot be checked.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_tallies()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
set timezone = 'UTC'
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
  ), sequence as (
    select t.*, lag(t.period_end) over (
        partition by t.customer_id, t.meter, t.scope, t.scope_key, t.period, t.window_s order by t.period_start) as last_end
    from weir.tallies as t
  )
  select 1, 'tally_periods_apart', s.customer_id, 'tallies', s.tally_id::text, 'from ' || s.last_end || ' on',
    'from ' || s.period_start || ' on'
  from sequence as s
  where s.period_start < s.last_end
  union all
  select 2, 'tally_held', coalesce(t.customer_id, h.customer_id), 'tallies', coalesce(t.tally_id, h.tally_id)::text,
    coalesce(h.units, 0)::text, coalesce(t.held, 0)::text
  from weir.tallies as t
  full join held as h on h.customer_id = t.customer_id and h.tally_id = t.tally_id
  where coalesce(h.units, 0) <> coalesce(t.held, 0)
  union all
  select 2, 'tally_used', t.customer_id, 'tallies', t.tally_id::text, coalesce(u.units, 0)::text, t.used::text
  from weir.tallies as t
  left join used as u on u.customer_id = t.customer_id and u.tally_id = t.tally_id
  where coalesce(u.units, 0) <> t.used
$function$;
comment on function weir.audit_tallies() is 'Invariants 1 and 2: tallies that do not add up.';
