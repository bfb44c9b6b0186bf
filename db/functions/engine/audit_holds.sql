-- Purpose: invariants 3 and 5, holds: pending though the lease ended more than p_grace before p_now (a sweep, and then
--   some); resolved by more or less than one ledger row; holds and events of which one half is missing; and books that would
--   not notice when a pending hold is due. p_now is the moment of the snapshot, not of the call: a long audit must not take
--   what is pending in it for overdue. The hold of an event may be forgotten after 35 days (trim_holds).
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_holds(p_now timestamptz, p_grace interval)
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
set timezone = 'UTC'
as $function$
  select 3, 'hold_outlived_lease', h.customer_id, 'holds', h.hold_id::text,
    'resolved by ' || (h.expires_at + p_grace), 'pending at ' || p_now
  from weir.holds as h
  where h.state = 'pending' and h.expires_at < p_now - p_grace
  union all
  select 3, 'hold_has_one_event', coalesce(h.customer_id, e.customer_id), 'holds', coalesce(h.hold_id, e.hold_id)::text,
    (h.event_id is not null)::integer || ' event(s)', coalesce(e.events, 0) || ' event(s)'
  from weir.holds as h
  full join (
    select e.customer_id, e.hold_id, count(*) as events, max(e.recorded_at) as recorded_at
    from weir.usage_events as e
    where e.hold_id is not null
    group by e.customer_id, e.hold_id
  ) as e on e.customer_id = h.customer_id and e.hold_id = h.hold_id
  where (h.event_id is not null)::integer <> coalesce(e.events, 0)
    and (h.hold_id is not null or e.events > 1 or e.recorded_at > p_now - interval '35 days')
  union all
  select 3, 'books_next_expiry', b.customer_id, 'books', b.customer_id::text,
    'at most ' || min(h.expires_at), b.next_expiry::text
  from weir.books as b
  join weir.holds as h on h.customer_id = b.customer_id and h.state = 'pending' and h.expires_at < b.next_expiry
  group by b.customer_id, b.next_expiry
  union all
  select 5, 'hold_event_there', h.customer_id, 'holds', h.hold_id::text, 'event ' || h.event_id || ' of ' || h.posted_at,
    coalesce('one of hold ' || e.hold_id, case when e.event_id is null then 'none' else 'one without hold' end)
  from weir.holds as h
  left join weir.usage_events as e
    on e.customer_id = h.customer_id and e.recorded_at = h.posted_at and e.event_id = h.event_id
  where h.event_id is not null and e.hold_id is distinct from h.hold_id
  union all
  select 5, 'event_hold_there', e.customer_id, 'usage_events', e.event_id::text, 'posts hold ' || e.hold_id,
    case when h.hold_id is null then 'no such hold' else 'hold posted by ' || coalesce(h.event_id::text, 'nothing') end
  from weir.usage_events as e
  left join weir.holds as h on h.customer_id = e.customer_id and h.hold_id = e.hold_id
  where e.hold_id is not null and h.event_id is distinct from e.event_id
    and (h.hold_id is not null or e.recorded_at > p_now - interval '35 days')
$function$;
comment on function weir.audit_holds(timestamptz, interval)
  is 'Invariants 3 and 5: holds that were not resolved as they must be, and halves.';
