-- Purpose: the default plan for a customer that never had a subscription; one that had, keeps what became of it. Where the
--   plan has trial days it is a trial, which gives nothing from its end on unless it was activated before or is later
--   (assign_plan).
-- Locks: the customer's row; then those of sync_plan_grants.
-- Errors: WE003 unknown plan. Idempotency: a repeat, or the loser of a race, finds a subscription and does nothing.
create or replace function weir.start_first_subscription(p_customer_id uuid, p_plan_code text, p_now timestamptz)
  returns void
  language plpgsql
  set search_path = ''
as $function$
declare
  v_days integer := (
    select p.trial_days from weir.plans as p where p.plan_code = p_plan_code order by p.plan_version desc limit 1);
begin
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found or exists (select from weir.subscriptions as s where s.customer_id = p_customer_id) then
    return;
  end if;
  perform weir.insert_subscription(
    p_customer_id, p_plan_code, 'default', p_now, p_now, p_now + make_interval(hours => 24 * v_days));
  perform weir.sync_plan_grants(p_now, array[p_customer_id]);
end
$function$;
comment on function weir.start_first_subscription(uuid, text, timestamptz)
  is 'The default plan for a customer that never had a subscription.';
