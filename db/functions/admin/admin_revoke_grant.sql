-- Purpose: revoke_grant by an operator, with its row in the audit log.
-- Answers: those of revoke_grant. Locks: those of revoke_grant. Errors: none.
-- Idempotency: a grant ends once, and is logged once.
create or replace function weir.admin_revoke_grant(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_grant_id uuid)
returns table (status text, lost bigint)
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  r record;
begin
  select g.status, g.lost into r from weir.revoke_grant(p_now, p_customer_id, p_grant_id) as g;
  if r.status = 'revoked' then
    perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'grant.revoke', p_grant_id::text,
      p_customer_id, jsonb_build_object('lost', r.lost));
  end if;
  return query select r.status, r.lost;
end
$function$;
comment on function weir.admin_revoke_grant(timestamptz, text, text, text, uuid, uuid)
  is 'Ends a grant by an operator''s hand, and records who did.';
