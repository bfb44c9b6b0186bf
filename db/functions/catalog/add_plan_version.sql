-- Purpose: a new version of a plan with its entitlements and limits; the version before it is no longer retired or current.
-- Locks: those of its caller. Errors: none of its own. Idempotency: none; its caller decides that a version is due.
create or replace function weir.add_plan_version(p_plan_code text, p_plan_version integer, p_name text,
  p_trial_days integer, p_entitlements jsonb, p_limits jsonb, p_now timestamptz) returns void
  language sql
  set search_path = ''
as $function$
  insert into weir.plans (plan_code, plan_version, name, trial_days, created_at)
    values (p_plan_code, p_plan_version, p_name, p_trial_days, p_now);
  insert into weir.plan_entitlements (plan_code, plan_version, key, kind, value, included, hard_limit, period)
    select p_plan_code, p_plan_version, w.key, w.kind, w.value,
      case when w.kind = 'metered' then w.included end,
      case when w.kind = 'metered' then w.hard_limit end,
      case when w.kind = 'metered' then w.period end
    from jsonb_to_recordset(p_entitlements)
      as w (key text, kind text, value text, included bigint, hard_limit bigint, period text);
  insert into weir.plan_limits (plan_code, plan_version, limit_code, meter, scope, period, window_s, amount)
    select p_plan_code, p_plan_version, w.limit_code, w.meter, w.scope, w.period, w.window_s, w.amount
    from weir.wanted_limits(p_limits) as w;
$function$;
comment on function weir.add_plan_version(text, integer, text, integer, jsonb, jsonb, timestamptz)
  is 'A new version of a plan with its entitlements and limits.';
