-- Changes what is not null. Metadata is merged one level deep, and a null in it removes its key, as Supabase does.
-- $6 says whether the ban changes, since lifting one writes null.
update auth.users u
set
  encrypted_password = coalesce($2::text, u.encrypted_password),
  raw_user_meta_data = (coalesce(u.raw_user_meta_data, '{}') || coalesce($3::jsonb, '{}'))
    - array(select m.key from jsonb_each(coalesce($3::jsonb, '{}')) m where m.value = 'null'),
  raw_app_meta_data = (coalesce(u.raw_app_meta_data, '{}') || coalesce($4::jsonb, '{}'))
    - array(select m.key from jsonb_each(coalesce($4::jsonb, '{}')) m where m.value = 'null'),
  role = coalesce($5::text, u.role),
  banned_until = case when $6 then $7::timestamptz else u.banned_until end,
  updated_at = $8
where u.id = $1
