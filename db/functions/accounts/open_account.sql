-- Purpose: the customers that a user acts for. For a personal app it makes what is missing of customer, membership and
--   profile, and, when p_default_plan is given and the customer never had a subscription, one with its plan grants.
-- Locks: none when nothing is missing; else the customer's row, so that of racing first calls one makes it all.
-- Errors: WE003 p_default_plan is not a plan of the catalog; WE005 no blueprint was applied yet.
-- Idempotency: a repeat reads what the first made.
create or replace function weir.open_account(p_user_id uuid, p_default_plan text, p_now timestamptz)
  returns table (customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text,
    plan_version integer, period_start timestamptz, period_end timestamptz)
  language plpgsql security definer
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_kind text;
begin
  select b.customer_kind into v_kind from weir.blueprint as b;
  if v_kind is null then
    raise exception 'No blueprint was applied to this database yet.' using errcode = 'WE005';
  end if;

  if v_kind = 'personal' then
    if not exists (
      select from weir.members as m join weir.profiles as p on p.user_id = m.user_id
      where m.customer_id = p_user_id and m.user_id = p_user_id)
    then
      perform weir.open_personal_customer(p_user_id, p_now);
    end if;
    if p_default_plan is not null and not exists (
      select from weir.subscriptions as s where s.customer_id = p_user_id)
    then
      perform weir.start_first_subscription(p_user_id, p_default_plan, p_now);
    end if;
  end if;

  return query select * from weir.customer_snapshots(p_user_id, p_now);
end
$function$;
comment on function weir.open_account(uuid, text, timestamptz) is 'The customers that a user acts for; makes a personal one on first sight.';
