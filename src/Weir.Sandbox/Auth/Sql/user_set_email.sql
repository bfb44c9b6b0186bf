-- Gives the account its new, proven address: an anonymous one becomes permanent by it. A taken address raises 23505.
with account as (
  update auth.users u
  set email = $2, email_confirmed_at = $3, email_change = '', email_change_confirm_status = 0, is_anonymous = false,
    raw_app_meta_data = coalesce(u.raw_app_meta_data, '{}') || '{"provider": "email", "providers": ["email"]}',
    updated_at = $3
  where u.id = $1
  returning u.id, u.email
), spent as (
  delete from auth.one_time_tokens t using account a where t.user_id = a.id
)
insert into auth.identities as i (
  id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
select gen_random_uuid(), a.id::text, a.id,
  jsonb_build_object('sub', a.id, 'email_verified', true, 'phone_verified', false),
  'email', $3, $3, $3
from account a
on conflict (provider_id, provider) do update
set identity_data = i.identity_data || excluded.identity_data, updated_at = excluded.updated_at
