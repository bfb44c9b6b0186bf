-- The address is proven. Confirming twice keeps the first time.
with account as (
  update auth.users u
  set email_confirmed_at = coalesce(u.email_confirmed_at, $2), updated_at = $2
  where u.id = $1
  returning u.id
)
update auth.identities i
set identity_data = i.identity_data || '{"email_verified": true}', updated_at = $2
from account a
where i.user_id = a.id and i.provider = 'email'
