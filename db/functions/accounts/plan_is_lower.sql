-- Purpose: whether a change from one plan version to another takes something away: a right that is missing, an allowance of
--   the same meter and period that includes less or stops sooner, a limit on the same thing that is tighter. Amounts of
--   different periods are not compared; a limit that is new, and a rate, take nothing away that was sold.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.plan_is_lower(
  p_from_code text, p_from_version integer, p_to_code text, p_to_version integer) returns boolean
  language sql stable
  set search_path = ''
as $function$
  select exists (
    select from weir.plan_entitlements as f
    left join weir.plan_entitlements as t
      on t.plan_code = p_to_code and t.plan_version = p_to_version and t.key = f.key and t.kind = f.kind
    where f.plan_code = p_from_code and f.plan_version = p_from_version
      and (t.key is null or t.period = f.period and (t.included < f.included or t.hard_limit < f.hard_limit))
  ) or exists (
    select from weir.plan_limits as f
    join weir.plan_limits as t
      on t.plan_code = p_to_code and t.plan_version = p_to_version and t.meter = f.meter and t.scope = f.scope
        and t.period = f.period and t.window_s = f.window_s
    where f.plan_code = p_from_code and f.plan_version = p_from_version and f.period <> 'window' and t.amount < f.amount
  )
$function$;
comment on function weir.plan_is_lower(text, integer, text, integer) is 'Whether a change of plan takes something away.';
