-- Opens a session with its first refresh token. No row when the account is gone or banned at that instant.
with account as (
  update auth.users u
  set last_sign_in_at = $2, updated_at = $2
  where u.id = $1 and u.deleted_at is null and (u.banned_until is null or u.banned_until <= $2)
  returning u.id
), session as (
  insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip, refresh_token_counter)
  select $3, a.id, $2, $2, 'aal1', $4::text, $5::inet, 1 from account a
  returning id, user_id
), method as (
  insert into auth.mfa_amr_claims (session_id, created_at, updated_at, authentication_method, id)
  select s.id, $2, $2, $6, gen_random_uuid() from session s
), token as (
  insert into auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, session_id)
  select '00000000-0000-0000-0000-000000000000', $7, s.user_id::text, false, $2, $2, s.id from session s
)
select id from session
