-- Notes the wanted address and starts its confirmation over: what was mailed for an earlier wish is void.
with spent as (
  delete from auth.one_time_tokens
  where user_id = $1 and token_type in ('email_change_token_new', 'email_change_token_current')
)
update auth.users
set email_change = $2, email_change_sent_at = $3, email_change_confirm_status = 0, updated_at = $3
where id = $1
