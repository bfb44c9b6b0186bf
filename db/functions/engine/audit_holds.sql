-- Purpose: holds that break a rule: pending though the lease ended more than p_grace ago (a sweep, and then some); posted
--   without a ledger row; posted by more than one; and books that would not notice when a pending hold is due. The hold of an
--   event may be forgotten after 35 days (trim_holds).
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_holds(p_now timestamptz, p_grace interval)
returns table (invariant text, customer_id uuid, subject text, expected numeric, actual numeric)
language sql stable security definer
set search_path = ''
as $function$
  select 'hold_outlived_lease', h.customer_id, 'hold ' || h.hold_id, 0::numeric,
    floor(extract(epoch from p_now - h.expires_at))::numeric
  from weir.holds as h
  where h.state = 'pending' and h.expires_at < p_now - p_grace
  union all
  select 'hold_has_one_event', coalesce(h.customer_id, e.customer_id), 'hold ' || coalesce(h.hold_id, e.hold_id),
    (h.event_id is not null)::integer, coalesce(e.events, 0)
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
  select 'books_next_expiry', b.customer_id, 'hold ' || min(h.hold_id::text), 0, count(*)
  from weir.books as b
  join weir.holds as h on h.customer_id = b.customer_id and h.state = 'pending' and h.expires_at < b.next_expiry
  group by b.customer_id
$function$;
comment on function weir.audit_holds(timestamptz, interval) is 'Holds that were not resolved as they must be.';
