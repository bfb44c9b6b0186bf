-- Roles, the private schema, and the record of migrations.
--
-- Runs as the migrating role: CREATEROLE and CREATE on the database, no superuser, with or without BYPASSRLS.
-- Every later migration runs as weir_owner, which the runner sets. Roles belong to the whole cluster and may be there
-- already, made for another database: then the migrating role must be a member of all three.

do $roles$
declare
  v_role text;
  v_may boolean;
  v_wanted constant text[] := array['weir_owner', 'weir_engine', 'weir_app'];
begin
  foreach v_role in array v_wanted loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      begin
        execute format('create role %I with %s nosuperuser nocreatedb nocreaterole noreplication',
          v_role, case when v_role = 'weir_app' then 'login' else 'nologin' end);
      exception when duplicate_object or unique_violation then
        null; -- another database of the cluster was faster
      end;
    end if;
  end loop;

  -- Of weir_app too: a server that is given the migrating role's address steps down to it.
  foreach v_role in array v_wanted loop
    -- PostgreSQL 16 tells membership from the right to SET ROLE; the creator of a role has only the first.
    if current_setting('server_version_num')::integer >= 160000 then
      v_may := pg_has_role(current_user, v_role, 'SET') and pg_has_role(current_user, v_role, 'USAGE');
    else
      v_may := pg_has_role(current_user, v_role, 'USAGE');
    end if;
    if not v_may then
      execute format('grant %I to %I', v_role, current_user);
    end if;
  end loop;
end
$roles$;

comment on role weir_owner is 'Owns the tables of schema weir. Nobody logs in as it.';
comment on role weir_engine is 'Owns the functions and server views of schema weir; its policies are the only way to rows.';
comment on role weir_app is 'The Weir server: executes listed functions, reads listed views, nothing else.';

create schema weir authorization weir_owner;
comment on schema weir is 'Weir: private. Never an exposed schema of a data API.';

set local role weir_owner;

grant usage on schema weir to weir_engine, weir_app;

-- PUBLIC gets EXECUTE on new functions by a built-in default that only a global (not a per-schema) change removes.
alter default privileges revoke execute on functions from public;

create table weir.migrations (
  name text not null,
  checksum text not null,
  kind text not null,
  applied_at timestamptz not null,
  constraint migrations_pkey primary key (name),
  constraint migrations_name_length check (char_length(name) between 1 and 200),
  constraint migrations_checksum_sha256 check (checksum ~ '^[0-9a-f]{64}$'),
  constraint migrations_kind_known check (kind in ('migration', 'repeatable'))
);
comment on table weir.migrations is 'Which scripts this database holds. A released migration never changes; a repeatable one runs again when its checksum does.';
comment on column weir.migrations.name is 'Path below db/, such as migrations/0001_roles_and_schema.sql.';
comment on column weir.migrations.checksum is 'SHA-256 of the script, hexadecimal.';

alter table weir.migrations enable row level security;
alter table weir.migrations force row level security;
create policy migrations_engine on weir.migrations to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.migrations to weir_engine;

reset role;

set local role weir_engine;
alter default privileges revoke execute on functions from public;
reset role;
