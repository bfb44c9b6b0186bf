-- Makes the account unusable and nameless, and keeps its id.
with ended as (
  delete from auth.sessions where user_id = $1
), spent as (
  delete from auth.one_time_tokens where user_id = $1
), nameless as (
  delete from auth.identities where user_id = $1
)
update auth.users
set email = null, email_change = '', encrypted_password = null, raw_user_meta_data = '{}', raw_app_meta_data = '{}',
  deleted_at = $2, updated_at = $2
where id = $1 and deleted_at is null
returning id
