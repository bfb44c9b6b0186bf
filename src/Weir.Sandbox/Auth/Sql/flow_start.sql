-- Remembers a PKCE challenge until its mail is opened; what nobody opened for a day goes.
with old as (
  delete from auth.flow_state where created_at < $6::timestamptz - interval '1 day'
)
insert into auth.flow_state (
  id, user_id, code_challenge_method, code_challenge, provider_type, created_at, updated_at, authentication_method)
values ($1, $2, $3::text::auth.code_challenge_method, $4, 'email', $6, $6, $5)
