-- Accounts by id or by address, with their identities. Several for a page of the admin list, else one.
select
  u.id, u.aud, u.role, u.email, u.encrypted_password, u.email_confirmed_at, u.invited_at, u.confirmation_sent_at,
  u.recovery_sent_at, u.email_change, u.email_change_sent_at, u.email_change_confirm_status, u.last_sign_in_at,
  coalesce(u.raw_app_meta_data, '{}')::text as app_metadata,
  coalesce(u.raw_user_meta_data, '{}')::text as user_metadata,
  u.phone, u.created_at, u.updated_at, u.banned_until, u.deleted_at, u.is_anonymous,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'identity_data',
      case when i.provider = 'email' then i.identity_data || jsonb_build_object('email', u.email) else i.identity_data end,
      'provider', i.provider, 'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at,
      'updated_at', i.updated_at, 'email', coalesce(i.email, case when i.provider = 'email' then u.email end)) order by i.created_at, i.id)
    from auth.identities i
    where i.user_id = u.id
  ), '[]')::text as identities
from auth.users u
where u.id = any ($1::uuid[]) or (u.email = $2::text and not u.is_sso_user)
order by u.created_at, u.id
