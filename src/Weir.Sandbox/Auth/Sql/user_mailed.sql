-- When the last mail of a kind went out.
update auth.users
set
  confirmation_sent_at = case when $2 = 'confirmation_token' then $3 else confirmation_sent_at end,
  recovery_sent_at = case when $2 = 'recovery_token' then $3 else recovery_sent_at end,
  invited_at = case when $4 then $3 else invited_at end,
  updated_at = $3
where id = $1
