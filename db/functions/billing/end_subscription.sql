-- Purpose: ends at p_now whatever subscription of a customer has not ended; a change that waits is taken back.
-- Locks: the rows it changes (its caller holds the customer's). The caller syncs the grants.
-- Errors: none. Idempotency: without one that has not ended it does nothing.
create or replace function weir.end_subscription(p_customer_id uuid, p_now timestamptz) returns void
language plpgsql
set search_path = ''
as $function$
begin
  perform weir.take_back_change(p_customer_id, p_now);
  update weir.subscriptions as s
    set status = case when s.ends_at <= p_now then 'expired' else 'canceled' end,
      ended_at = greatest(s.started_at, least(s.ends_at, p_now))
    where s.customer_id = p_customer_id and s.ended_at is null;
end
$function$;
comment on function weir.end_subscription(uuid, timestamptz) is 'Ends whatever subscription of a customer has not ended.';
