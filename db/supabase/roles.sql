-- Roles as Supabase has them, for a plain PostgreSQL (15 to 18). On Supabase this file never runs.
--
-- Runs as a superuser, before auth.sql, again and again without effect. Roles belong to the cluster: databases that are
-- prepared at the same time meet here, so nothing is written that is already so. Passwords are set by the caller.

do $roles$
declare
  v_role record;
  v_setting record;
  v_group text;
  v_member text;
begin
  for v_role in
    select * from (values
      ('anon', 'nologin'),
      ('authenticated', 'nologin'),
      ('service_role', 'nologin bypassrls'),
      ('authenticator', 'login noinherit'),
      ('postgres', 'login createdb createrole replication bypassrls'),
      ('supabase_auth_admin', 'login noinherit createrole')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role.name) then
      begin
        execute format('create role %I %s', v_role.name, v_role.attributes);
      exception when duplicate_object or unique_violation then
        null; -- another database of the cluster was faster
      end;
    end if;
  end loop;

  foreach v_member in array array['authenticator', 'postgres'] loop
    foreach v_group in array array['anon', 'authenticated', 'service_role'] loop
      if not exists (
        select from pg_catalog.pg_auth_members m
        where m.roleid = v_group::regrole and m.member = v_member::regrole
          and (m.admin_option or v_member <> 'postgres'))
      then
        begin
          execute format('grant %I to %I%s', v_group, v_member,
            case v_member when 'postgres' then ' with admin option' else '' end);
        exception when unique_violation then
          null; -- as above
        end;
      end if;
    end loop;
  end loop;

  for v_setting in
    select * from (values
      ('anon', 'statement_timeout', '3s'),
      ('authenticated', 'statement_timeout', '8s'),
      ('authenticator', 'statement_timeout', '8s'),
      ('authenticator', 'lock_timeout', '8s')
    ) as settings (role, name, value)
  loop
    if not exists (
      select from pg_catalog.pg_db_role_setting s
      where s.setrole = v_setting.role::regrole and s.setdatabase = 0
        and format('%s=%s', v_setting.name, v_setting.value) = any (s.setconfig))
    then
      execute format('alter role %I set %I = %L', v_setting.role, v_setting.name, v_setting.value);
    end if;
  end loop;

  -- As on Supabase, the migrating role owns the database, and through it schema public.
  if (select datdba from pg_catalog.pg_database where datname = current_database()) <> 'postgres'::regrole then
    execute format('alter database %I owner to postgres', current_database());
  end if;
end
$roles$;

grant usage on schema public to anon, authenticated, service_role;
