-- Spends a refresh token and stores the hash of its successor. The caller holds the lock of the session.
with spent as (
  update auth.refresh_tokens t
  set revoked = true, updated_at = $3
  where t.id = $1 and not t.revoked
  returning t.token, t.user_id, t.session_id
), session as (
  update auth.sessions s
  set refresh_token_counter = $4, refreshed_at = $3::timestamptz at time zone 'utc', updated_at = $3
  from spent
  where s.id = spent.session_id
)
insert into auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id)
select '00000000-0000-0000-0000-000000000000', $2, spent.user_id, false, $3, $3, spent.token, spent.session_id
from spent
