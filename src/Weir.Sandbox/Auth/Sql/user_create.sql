-- A new account and, when it has an address, its identity. No row when the address or the id is taken.
-- The address stands in auth.users alone; an identity is read with it.
with account as (
  insert into auth.users (
    instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, invited_at,
    raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous,
    confirmation_token, recovery_token, email_change_token_new, email_change)
  values (
    '00000000-0000-0000-0000-000000000000', $1, 'authenticated', $2, $3::text, $4::text, $5::timestamptz,
    $6::timestamptz, $7::jsonb, $8::jsonb, $9, $9, $10, '', '', '', '')
  on conflict do nothing
  returning id, email, email_confirmed_at
), identity as (
  insert into auth.identities (
    id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
  select gen_random_uuid(), a.id::text, a.id,
    jsonb_build_object('sub', a.id,
      'email_verified', a.email_confirmed_at is not null, 'phone_verified', false),
    'email', $9, $9, $9
  from account a
  where a.email is not null
)
select id from account
