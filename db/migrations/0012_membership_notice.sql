-- Caches of who acts for whom hear of every change of it, whoever makes it. A personal customer's own row is no news: it is
-- made at the first call, where a NOTIFY would make sign-ups wait for each other.
create function weir.announce_member() returns trigger
  language plpgsql
  set search_path = ''
as $function$
begin
  perform pg_catalog.pg_notify('weir_changed', 'user:' || coalesce(new.user_id, old.user_id));
  return null;
end
$function$;
comment on function weir.announce_member()
  is 'Trigger: tells caches that a user acts for other customers, or otherwise. No locks, no errors.';
create trigger members_announce_insert after insert on weir.members
  for each row when (new.user_id <> new.customer_id) execute function weir.announce_member();
create trigger members_announce after update or delete on weir.members
  for each row execute function weir.announce_member();

create function weir.announce_customer() returns trigger
  language plpgsql
  set search_path = ''
as $function$
begin
  perform pg_catalog.pg_notify('weir_changed', 'customer:' || old.customer_id);
  return null;
end
$function$;
comment on function weir.announce_customer()
  is 'Trigger: tells caches that a customer was deleted, or is back. No locks, no errors.';
create trigger customers_announce after update of deleted_at on weir.customers
  for each row when (old.deleted_at is distinct from new.deleted_at) execute function weir.announce_customer();
