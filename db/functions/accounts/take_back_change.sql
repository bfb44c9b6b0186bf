-- Purpose: takes back a change of plan that waits for the period's end: the subscription that runs goes on.
-- Locks: the rows it changes (its caller holds the customer's). The caller syncs the grants.
-- Errors: none. Idempotency: without a change that waits it does nothing.
create or replace function weir.take_back_change(p_customer_id uuid, p_now timestamptz) returns void
  language sql
  set search_path = ''
as $function$
  update weir.subscriptions as s set status = 'canceled', ended_at = s.started_at
    where s.customer_id = p_customer_id and s.started_at > p_now and s.ended_at is null;
  update weir.subscriptions as s set ended_at = null
    where s.customer_id = p_customer_id and s.started_at <= p_now and s.ended_at > p_now;
$function$;
comment on function weir.take_back_change(uuid, timestamptz) is 'Takes back a change of plan that waits for the period''s end.';
