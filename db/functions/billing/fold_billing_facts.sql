-- Purpose: takes in facts of one provider: of each object the newest is kept, whatever comes first, and the customers that they
--   concern are computed anew. Answers the objects of which something else is known now, and those customers.
-- Locks: those of lock_billing; the facts' rows; then those of sync_billing, customers in key order.
-- Errors: WE006 a price that no plan has, or a customer that is not there: nothing is kept. Idempotency: a repeat changes nothing.
create or replace function weir.fold_billing_facts(p_now timestamptz, p_provider text, p_mode text, p_facts jsonb)
returns table (changed text[], customers uuid[])
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_strange text;
  v_before jsonb;
  v_parties uuid[];
  v_customer uuid;
begin
  perform weir.lock_billing(p_provider, p_mode, p_facts);

  select f.price_id into v_strange
    from jsonb_to_recordset(p_facts) as f (kind text, price_id text, subscription_id text)
    where f.price_id is not null and (f.kind = 'subscription' or f.subscription_id is null) and not exists (
      select from weir.plan_prices as p
      where p.provider = p_provider and p.mode = p_mode and p.price_id = f.price_id)
    order by f.price_id limit 1;
  if found then
    raise exception 'No plan of the catalog has the price %.', v_strange using errcode = 'WE006';
  end if;
  select f.customer_id into v_strange
    from jsonb_to_recordset(p_facts) as f (customer_id uuid)
    where f.customer_id is not null and not exists (
      select from weir.customers as c where c.customer_id = f.customer_id)
    order by f.customer_id limit 1;
  if found then
    raise exception 'There is no customer %.', v_strange using errcode = 'WE006';
  end if;

  v_before := coalesce(
    (select jsonb_object_agg(c.object, c.content) from weir.billing_content(p_provider, p_mode, p_facts) as c), '{}');
  v_parties := weir.billing_parties(p_provider, p_mode, p_facts);
  perform weir.fold_billing_buyers(p_provider, p_mode, p_facts);
  perform weir.fold_billing_subscriptions(p_provider, p_mode, p_facts);
  perform weir.fold_billing_payments(p_provider, p_mode, p_facts);
  perform weir.fold_billing_licenses(p_provider, p_mode, p_facts);
  perform weir.fold_billing_links(p_provider, p_mode, p_facts);

  customers := array(
    select unnest(v_parties) union select unnest(weir.billing_parties(p_provider, p_mode, p_facts)) order by 1);
  changed := array(
    select c.object from weir.billing_content(p_provider, p_mode, p_facts) as c
    where c.content is distinct from v_before -> c.object order by c.object);
  foreach v_customer in array customers loop
    perform weir.sync_billing(v_customer, p_now);
  end loop;
  return next;
end
$function$;
comment on function weir.fold_billing_facts(timestamptz, text, text, jsonb)
  is 'Takes in facts of one provider, and computes the customers that they concern.';
