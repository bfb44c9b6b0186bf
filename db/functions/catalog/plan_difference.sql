-- Purpose: how wanted entitlements and limits differ from those of a plan version, in words; null when they are the same.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.plan_difference(
  p_plan_code text, p_plan_version integer, p_entitlements jsonb, p_limits jsonb) returns text
  language sql stable
  set search_path = ''
as $function$
  with wanted as (
    select w.key, weir.entitlement_text(w.kind, w.value, w.included, w.hard_limit, w.period) as text
    from jsonb_to_recordset(p_entitlements)
      as w (key text, kind text, value text, included bigint, hard_limit bigint, period text)
    union all
    select 'limit ' || w.limit_code, weir.limit_text(w.meter, w.scope, w.period, w.window_s, w.amount)
    from weir.wanted_limits(p_limits) as w
  ), before as (
    select e.key, weir.entitlement_text(e.kind, e.value, e.included, e.hard_limit, e.period) as text
    from weir.plan_entitlements as e
    where e.plan_code = p_plan_code and e.plan_version = p_plan_version
    union all
    select 'limit ' || l.limit_code, weir.limit_text(l.meter, l.scope, l.period, l.window_s, l.amount)
    from weir.plan_limits as l
    where l.plan_code = p_plan_code and l.plan_version = p_plan_version
  )
  select string_agg(
    case when b.key is null then '+' || w.key || ' ' || w.text
      when w.key is null then '-' || b.key
      else b.key || ' ' || b.text || ' → ' || w.text end,
    ', ' order by key)
  from wanted as w
  full join before as b using (key)
  where b.text is distinct from w.text
$function$;
comment on function weir.plan_difference(text, integer, jsonb, jsonb)
  is 'How wanted entitlements and limits differ from those of a plan version; null when they do not.';
