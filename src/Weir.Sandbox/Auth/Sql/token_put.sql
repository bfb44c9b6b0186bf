-- One live code of a kind for an account: a new one replaces the last. The address is kept as its SHA-256.
insert into auth.one_time_tokens as t (id, user_id, token_type, token_hash, relates_to, created_at, updated_at)
values ($1, $2, $3::text::auth.one_time_token_type, $4,
  encode(sha256(convert_to($5, 'UTF8')), 'hex'),
  $6::timestamptz at time zone 'utc', $6::timestamptz at time zone 'utc')
on conflict (user_id, token_type) do update
set id = excluded.id, token_hash = excluded.token_hash, relates_to = excluded.relates_to,
  created_at = excluded.created_at, updated_at = excluded.updated_at, failed_attempts = 0
