-- Purpose: trigger on auth.users that makes a personal customer with its profile at sign-up, so that a client finds its
--   profile before its first call. A blueprint asks for it in its compat.sql; open_account makes the same without it.
-- Locks: the rows it inserts. Errors: none, ever: nothing of Weir may block a sign-up, so a failure is only a warning,
--   without a value in it. Idempotency: what is there stays as it is. Takes now(): no caller passes the time.
create or replace function weir.on_user_created() returns trigger
  language plpgsql security definer
  set search_path = ''
as $function$
begin
  if exists (select from weir.blueprint as b where b.customer_kind = 'personal') then
    -- Read by name: a field that this auth.users lacks is null instead of an error.
    perform weir.open_personal_customer(new.id, coalesce((to_jsonb(new) ->> 'is_anonymous')::boolean, false), now());
  end if;
  return null;
exception when others then
  raise warning 'weir.on_user_created failed with SQLSTATE %; the first call will open the account.', sqlstate;
  return null;
end
$function$;
comment on function weir.on_user_created() is 'Trigger on auth.users: makes a personal customer with its profile; never fails.';
