-- Purpose: set_spend_cap by an operator, with its row in the audit log.
-- Answers: those of set_spend_cap. Locks: those of set_spend_cap, whose first it takes itself.
-- Errors: 22023 a negative amount. Idempotency: a repeat changes nothing and is not logged.
create or replace function weir.admin_set_spend_cap(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_meter text,
  p_amount bigint) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_before bigint;
  v_outcome text;
begin
  perform from weir.customers as c where c.customer_id = p_customer_id for update;
  select c.amount into v_before from weir.spend_caps as c where c.customer_id = p_customer_id and c.meter = p_meter;
  v_outcome := weir.set_spend_cap(p_now, p_customer_id, p_meter, p_amount);
  if v_outcome in ('set', 'removed') and v_before is distinct from p_amount then
    perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'spend_cap.set', p_customer_id::text,
      p_customer_id, jsonb_build_object('meter', p_meter, 'amount', p_amount, 'amount_before', v_before));
  end if;
  return v_outcome;
end
$function$;
comment on function weir.admin_set_spend_cap(timestamptz, text, text, text, uuid, text, bigint)
  is 'Sets or removes a spend cap by an operator''s hand, and records who did.';
