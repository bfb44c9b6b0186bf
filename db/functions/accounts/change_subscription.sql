-- Purpose: ends the subscription that runs (null: none) at p_from, and starts one to the newest version of a plan then. One
--   that goes on, at once or later, keeps the anchor. At once it takes over the plan grants, and with them what is used and
--   held; later, weir.carried_units counts what the old grant's open bucket has used. A trial is not gone on with.
-- Locks: the rows it changes (its caller holds the customer's); then books and those of sync_plan_grants.
-- Errors: WE003 the catalog has no such plan. Idempotency: none; its caller decides that a change is due.
create or replace function weir.change_subscription(p_customer_id uuid, p_subscription_id uuid, p_plan_code text,
  p_source text, p_from timestamptz, p_now timestamptz) returns void
  language plpgsql
  set search_path = ''
as $function$
declare
  v_new uuid;
  v_old weir.subscriptions;
begin
  select * into v_old from weir.subscriptions as s
    where s.customer_id = p_customer_id and s.subscription_id = p_subscription_id and s.status <> 'trialing';
  perform weir.take_back_change(p_customer_id, p_now);
  -- whatever has not ended: a trial that is over still has no end
  update weir.subscriptions as s
    set status = case when p_from > p_now then s.status when s.ends_at <= p_now then 'expired' else 'canceled' end,
      ended_at = case when s.ends_at <= p_now then greatest(s.started_at, s.ends_at)
        else greatest(s.started_at, p_from) end
    where s.customer_id = p_customer_id and s.ended_at is null;
  v_new := weir.insert_subscription(p_customer_id, p_plan_code, p_source, p_from, coalesce(v_old.anchor_at, p_from), null);
  if v_old.customer_id is not null and p_from <= p_now then
    perform weir.lock_books(p_now, array[p_customer_id]);
    perform weir.report_overage(p_now, array[p_customer_id]); -- as overage of the plan it was used by
    update weir.grants as g set subscription_id = v_new
      where g.customer_id = p_customer_id and g.subscription_id = v_old.subscription_id;
  end if;
  perform weir.sync_plan_grants(p_now, array[p_customer_id]);
end
$function$;
comment on function weir.change_subscription(uuid, uuid, text, text, timestamptz, timestamptz)
  is 'Ends the subscription that runs, and starts one that follows it.';
