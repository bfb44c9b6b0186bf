-- Purpose: a new version of a plan with its entitlements; the version before it is no longer retired or current.
-- Locks: those of its caller. Errors: none of its own. Idempotency: none; its caller decides that a version is due.
create or replace function weir.add_plan_version(
  p_plan_code text, p_plan_version integer, p_name text, p_entitlements jsonb, p_now timestamptz) returns void
  language sql
  set search_path = ''
as $function$
  insert into weir.plans (plan_code, plan_version, name, created_at)
    values (p_plan_code, p_plan_version, p_name, p_now);
  insert into weir.plan_entitlements (plan_code, plan_version, key, kind, value, included, hard_limit, period)
    select p_plan_code, p_plan_version, w.key, w.kind, w.value,
      case when w.kind = 'metered' then w.included end,
      case when w.kind = 'metered' then w.hard_limit end,
      case when w.kind = 'metered' then w.period end
    from jsonb_to_recordset(p_entitlements)
      as w (key text, kind text, value text, included bigint, hard_limit bigint, period text);
$function$;
comment on function weir.add_plan_version(text, integer, text, jsonb, timestamptz) is 'A new version of a plan with its entitlements.';
