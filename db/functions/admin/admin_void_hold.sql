-- Purpose: void of one hold by an operator, with its row in the audit log. A call that still runs settles late.
-- Answers: those of void. Locks: those of void. Errors: none.
-- Idempotency: a hold resolves once, and is logged once.
create or replace function weir.admin_void_hold(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_hold_id uuid) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_status text;
begin
  select v.status into v_status
    from weir.void(p_now, array[p_customer_id], array[p_hold_id], array['admin']) as v;
  if v_status = 'voided' then
    perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'hold.void', p_hold_id::text, p_customer_id,
      '{}');
  end if;
  return v_status;
end
$function$;
comment on function weir.admin_void_hold(timestamptz, text, text, text, uuid, uuid)
  is 'Releases a hold by an operator''s hand, and records who did.';
