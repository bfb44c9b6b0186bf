-- Service keys, and the record of what operators changed.

create table weir.service_keys (
  key_id uuid not null,
  name text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null default 'infinity',
  revoked_at timestamptz,
  last_used_at timestamptz,
  constraint service_keys_pkey primary key (key_id),
  constraint service_keys_secret_hash_unique unique (secret_hash),
  constraint service_keys_name_length check (char_length(name) between 1 and 100),
  constraint service_keys_name_one_line check (name !~ '[[:cntrl:]]'),
  constraint service_keys_secret_hash_sha256 check (octet_length(secret_hash) = 32),
  constraint service_keys_scopes_known check (
    cardinality(scopes) between 1 and 4
    and scopes <@ array['metering:read', 'metering:write', 'admin:read', 'admin:write']),
  constraint service_keys_expires_at_after_created check (expires_at > created_at),
  constraint service_keys_revoked_at_after_created check (revoked_at >= created_at)
);
create index service_keys_created_at_idx on weir.service_keys (created_at, key_id);
comment on table weir.service_keys is 'Keys of servers that call Weir. The key itself is stored nowhere: 256 random bits, known by their hash.';
comment on column weir.service_keys.secret_hash is 'SHA-256 of the key''s text. No salt and no slow hash: there is nothing to guess in 256 random bits.';
comment on column weir.service_keys.last_used_at is 'To the hour; null before the first use.';

create table weir.audit_log (
  recorded_at timestamptz not null,
  entry_id uuid not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  target_id text not null,
  customer_id uuid,
  request_id text,
  details jsonb not null,
  constraint audit_log_pkey primary key (recorded_at, entry_id),
  constraint audit_log_actor_kind_known check (actor_kind in ('user', 'service_key', 'admin_key', 'command_line')),
  constraint audit_log_actor_id_length check (char_length(actor_id) between 1 and 100),
  constraint audit_log_action_format check (action ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
  constraint audit_log_target_id_length check (char_length(target_id) between 1 and 200),
  constraint audit_log_request_id_length check (char_length(request_id) between 1 and 100),
  constraint audit_log_details_length check (jsonb_typeof(details) = 'object' and octet_length(details::text) <= 4000)
);
create index audit_log_customer_id_idx on weir.audit_log (customer_id, recorded_at, entry_id) where customer_id is not null;
comment on table weir.audit_log is 'Who changed what by hand, written in the transaction of the change. Append-only: ids, codes and numbers, never a secret or a text.';
comment on column weir.audit_log.actor_id is 'A user''s id, a service key''s id, or the kind again where there is only one of it.';

-- The list of customers is paged by it.
create index customers_created_at_idx on weir.customers (created_at, customer_id);

create function weir.audit_log_refuse_change() returns trigger
  language plpgsql
  set search_path = ''
as $function$
begin
  raise exception 'The audit log is append-only.' using errcode = 'WE101';
end
$function$;
comment on function weir.audit_log_refuse_change() is 'Trigger: refuses UPDATE, DELETE and TRUNCATE with WE101.';

create trigger audit_log_append_only before update or delete on weir.audit_log
  for each row execute function weir.audit_log_refuse_change();
create trigger audit_log_no_truncate before truncate on weir.audit_log
  for each statement execute function weir.audit_log_refuse_change();

alter table weir.service_keys enable row level security;
alter table weir.service_keys force row level security;
create policy service_keys_engine on weir.service_keys to weir_engine using (true) with check (true);
grant select, insert, update on weir.service_keys to weir_engine;

alter table weir.audit_log enable row level security;
alter table weir.audit_log force row level security;
create policy audit_log_engine on weir.audit_log to weir_engine using (true) with check (true);
grant select, insert on weir.audit_log to weir_engine;
