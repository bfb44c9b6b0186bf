-- Purpose: ends a grant now: a refunded purchase, a promotion taken back. What is left of it is breakage; pending holds keep
--   what they hold of it and settle, and what they do not use is breakage then. One that has not begun never does. A plan's
--   grants follow their subscription and are not revoked.
-- Answers: revoked, with the units that are lost at once | already_ended (expired, or revoked before) | plan_grant | not_found.
-- Locks: the customer's books, first. Errors: none. Idempotency: a repeat finds it ended.
create or replace function weir.revoke_grant(p_now timestamptz, p_customer_id uuid, p_grant_id uuid)
returns table (status text, lost bigint)
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_grant weir.grants;
begin
  perform weir.lock_books(p_now, array[p_customer_id]);
  select * into v_grant from weir.grants as g where g.customer_id = p_customer_id and g.grant_id = p_grant_id;
  if v_grant.grant_id is null then
    return query select 'not_found', null::bigint;
    return;
  elsif v_grant.source = 'plan' then
    return query select 'plan_grant', null::bigint;
    return;
  elsif v_grant.expires_at <= greatest(v_grant.effective_at, p_now) then
    return query select 'already_ended', null::bigint;
    return;
  end if;

  update weir.grants as g set expires_at = greatest(g.effective_at, p_now)
    where g.customer_id = p_customer_id and g.grant_id = p_grant_id;
  return query
    select 'revoked', coalesce((
      select greatest(b.granted - b.used - b.held, 0) from weir.buckets as b
      where b.customer_id = p_customer_id and b.grant_id = p_grant_id), v_grant.amount);
end
$function$;
comment on function weir.revoke_grant(timestamptz, uuid, uuid) is 'Ends a grant now.';
