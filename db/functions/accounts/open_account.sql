-- Purpose: the customers that a user acts for. For a personal app it makes what is missing of customer, membership and
--   profile, and, when p_default_plan is given and the customer never had a subscription, one with its plan grants; to an
--   anonymous sign-in only where the blueprint says so. p_anonymous is what the user's token says, null when there is none
--   (a service names the user): then it is what was last heard. Who is permanent once stays so, whatever an old token says.
-- Locks: none when nothing is missing; else the customer's row, so that of racing first calls one makes it all.
-- Errors: WE003 p_default_plan is not a plan of the catalog; WE005 no blueprint was applied yet.
-- Idempotency: a repeat reads what the first made.
create or replace function weir.open_account(
  p_user_id uuid, p_default_plan text, p_now timestamptz, p_anonymous boolean default null)
  returns table (customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text,
    plan_version integer, period_start timestamptz, period_end timestamptz, trial_ends_at timestamptz,
    next_plan_code text, next_plan_version integer, next_at timestamptz, source text, ends_at timestamptz,
    paid_keys text[], paid_sources text[], paid_plans text[], paid_versions integer[], paid_until timestamptz[])
  language plpgsql security definer
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_blueprint weir.blueprint;
  v_anonymous boolean;
begin
  select b.* into v_blueprint from weir.blueprint as b;
  if not found then
    raise exception 'No blueprint was applied to this database yet.' using errcode = 'WE005';
  end if;

  if v_blueprint.customer_kind = 'personal' then
    select p.is_anonymous into v_anonymous
      from weir.members as m join weir.profiles as p on p.user_id = m.user_id
      where m.customer_id = p_user_id and m.user_id = p_user_id;
    if not found then
      v_anonymous := coalesce(p_anonymous, false);
      perform weir.open_personal_customer(p_user_id, v_anonymous, p_now);
    elsif v_anonymous and not p_anonymous then
      v_anonymous := false;
      update weir.profiles as p set is_anonymous = false where p.user_id = p_user_id;
      perform pg_notify('weir_changed', 'user:' || p_user_id);
    end if;
    if p_default_plan is not null and (v_blueprint.anonymous_gets_default_plan or not v_anonymous)
      and not exists (select from weir.subscriptions as s where s.customer_id = p_user_id)
    then
      perform weir.start_first_subscription(p_user_id, p_default_plan, p_now);
    end if;
  end if;

  return query select * from weir.customer_snapshots(p_user_id, p_now);
end
$function$;
comment on function weir.open_account(uuid, text, timestamptz, boolean)
  is 'The customers that a user acts for; makes a personal one on first sight.';
