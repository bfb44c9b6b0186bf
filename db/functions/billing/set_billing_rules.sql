-- Purpose: notes the server's rules of what a payment gives. True when they changed: recompute_entitlements is due then.
-- Locks: the one row. Errors: 23514 an unknown mode, a negative grace. Idempotency: a repeat changes nothing.
create or replace function weir.set_billing_rules(
  p_now timestamptz, p_mode text, p_deployment text, p_past_due_grace interval) returns boolean
language plpgsql security definer
set search_path = ''
as $function$
begin
  insert into weir.billing_rules as r (mode, deployment, past_due_grace, updated_at)
    values (p_mode, p_deployment, p_past_due_grace, p_now)
    on conflict (singleton) do update
      set mode = excluded.mode, deployment = excluded.deployment, past_due_grace = excluded.past_due_grace,
        updated_at = excluded.updated_at
      where (r.mode, r.deployment, r.past_due_grace)
        is distinct from (excluded.mode, excluded.deployment, excluded.past_due_grace);
  return found;
end
$function$;
comment on function weir.set_billing_rules(timestamptz, text, text, interval) is 'Notes the server''s rules of what a payment gives.';
