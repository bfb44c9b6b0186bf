-- Purpose: customer, membership and profile of one user, whose id they carry.
-- Locks: the rows it inserts. Errors: none. Idempotency: what is there stays as it is.
create or replace function weir.open_personal_customer(p_user_id uuid, p_anonymous boolean, p_now timestamptz) returns void
  language sql
  set search_path = ''
as $function$
  insert into weir.customers (customer_id, kind, created_at)
    values (p_user_id, 'personal', p_now) on conflict do nothing;
  insert into weir.members (customer_id, user_id, role, created_at)
    values (p_user_id, p_user_id, 'owner', p_now) on conflict do nothing;
  insert into weir.profiles (user_id, is_anonymous, created_at, updated_at)
    values (p_user_id, p_anonymous, p_now, p_now) on conflict do nothing;
$function$;
comment on function weir.open_personal_customer(uuid, boolean, timestamptz) is 'Customer, membership and profile of one user.';
