-- Purpose: the rules of what a payment gives; those of production when no server has said any yet.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_rules_in_force(out mode text, out default_plan text, out past_due_grace interval)
language sql stable
set search_path = ''
as $function$
  select coalesce(r.mode, 'live'), case r.deployment when 'development' then b.default_plan_development else b.default_plan_production end,
    coalesce(r.past_due_grace, interval '7 days')
  from (select) as one
  left join weir.billing_rules as r on true
  left join weir.blueprint as b on true
$function$;
comment on function weir.billing_rules_in_force() is 'The rules of what a payment gives.';
