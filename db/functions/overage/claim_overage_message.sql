-- Purpose: the message that is due longest, for the caller alone until p_lease has passed; then it is due again, for whoever
--   took it may be dead. One that may have been counted more than 23 hours ago is parked instead of sent: Stripe knows an
--   identifier for a day, and would count it twice. No row: none is due.
-- Locks: the message's row, passing over those that others hold. Errors: none. Idempotency: each call takes another one.
create or replace function weir.claim_overage_message(p_now timestamptz, p_mode text, p_lease interval)
returns table (outbox_id uuid, claim_id uuid, state text, buyer_id text, event_name text, value bigint,
  occurred_at timestamptz, reason text)
language sql security definer
set search_path = ''
as $function$
  with n as materialized (
    select d.outbox_id, coalesce(d.unsure_since < p_now - interval '23 hours', false) as is_lost
    from weir.outbox as d
    where d.state = 'waiting' and d.mode = p_mode and d.next_attempt_at <= p_now
    order by d.next_attempt_at
    limit 1
    for update skip locked
  )
  update weir.outbox as o
    set state = case when n.is_lost then 'parked' else 'waiting' end,
      reason = case when n.is_lost then 'Whether Stripe has counted it is not known, and after a day Stripe would count it again. '
        || 'Compare with the meter''s usage at Stripe; replay it if it is missing there.' else o.reason end,
      attempts = o.attempts + (not n.is_lost)::integer,
      next_attempt_at = p_now + p_lease, claim_id = gen_random_uuid(), claimed_at = p_now,
      unsure_since = coalesce(o.unsure_since, p_now)
    from n
    where o.outbox_id = n.outbox_id
    returning o.outbox_id, o.claim_id, o.state, o.buyer_id, o.event_name, o.value, o.occurred_at, o.reason
$function$;
comment on function weir.claim_overage_message(timestamptz, text, interval) is 'Takes the message that is due longest.';
