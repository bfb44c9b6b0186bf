-- Purpose: the default plan for a customer that never had a subscription; one that had, keeps what became of it.
-- Locks: the customer's row; then those of sync_plan_grants.
-- Errors: WE003 unknown plan. Idempotency: a repeat, or the loser of a race, finds a subscription and does nothing.
create or replace function weir.start_first_subscription(p_customer_id uuid, p_plan_code text, p_now timestamptz)
  returns void
  language plpgsql
  set search_path = ''
as $function$
begin
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found or exists (select from weir.subscriptions as s where s.customer_id = p_customer_id) then
    return;
  end if;
  perform weir.start_subscription(p_customer_id, p_plan_code, 'default', p_now);
end
$function$;
comment on function weir.start_first_subscription(uuid, text, timestamptz) is 'The default plan for a customer that never had a subscription.';
