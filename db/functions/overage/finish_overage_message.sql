-- Purpose: notes what became of a message that was claimed. p_outcome: sent (Stripe has counted it) | refused (it will not: the
--   message is parked) | failed (it is tried again after 10 s, 20 s, 40 s … an hour at most, each shortened by up to half
--   (p_jitter, 0 to 1), and parked after twenty attempts). p_may_be_counted: false when it is certain that it did not count.
--   Answers its state; null when another one has taken it since. That it was sent is noted all the same: it is true.
-- Locks: the message's row. Errors: none. Idempotency: a repeat answers null, or sent.
create or replace function weir.finish_overage_message(p_now timestamptz, p_outbox_id uuid, p_claim_id uuid, p_outcome text,
  p_may_be_counted boolean, p_reason text, p_jitter double precision) returns text
language sql security definer
set search_path = ''
as $function$
  update weir.outbox as o
    set state = n.state, sent_at = case when n.state = 'sent' then p_now end,
      reason = case when n.state <> 'sent' then left(p_reason, 500) end,
      next_attempt_at = case when n.state = 'waiting'
        then p_now + make_interval(secs => least(10 * 2 ^ (o.attempts - 1), 3600) * (1 - p_jitter / 2))
        else o.next_attempt_at end,
      unsure_since = case when n.state = 'sent' or not p_may_be_counted and o.unsure_since = o.claimed_at then null
        else o.unsure_since end
    from (
      select m.outbox_id, case when p_outcome = 'sent' then 'sent'
        when p_outcome = 'failed' and m.attempts < 20 then 'waiting' else 'parked' end as state
      from weir.outbox as m
      where m.outbox_id = p_outbox_id and (p_outcome = 'sent' or m.claim_id = p_claim_id and m.state = 'waiting')
      for update
    ) as n
    where o.outbox_id = n.outbox_id
    returning o.state
$function$;
comment on function weir.finish_overage_message(timestamptz, uuid, uuid, text, boolean, text, double precision)
  is 'Notes what became of a message that was claimed.';
