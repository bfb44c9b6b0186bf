-- Checkouts that a client made idempotent: which key belongs to which request, and what the provider made of it.
create table weir.checkout_keys (
  customer_id uuid not null,
  key text not null,
  request_hash bytea not null,
  checkout_id text,
  created_at timestamptz not null,
  constraint checkout_keys_pkey primary key (customer_id, key),
  constraint checkout_keys_key_length check (char_length(key) between 1 and 255),
  constraint checkout_keys_request_hash_sha256 check (octet_length(request_hash) = 32),
  constraint checkout_keys_checkout_id_length check (char_length(checkout_id) between 1 and 255)
);
comment on table weir.checkout_keys is 'Idempotency keys of checkouts. Kept 35 days.';
comment on column weir.checkout_keys.checkout_id is 'The provider''s id of what the first request made; the page''s address is asked for again, never kept.';

alter table weir.checkout_keys enable row level security;
alter table weir.checkout_keys force row level security;
create policy checkout_keys_engine on weir.checkout_keys to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.checkout_keys to weir_engine;
