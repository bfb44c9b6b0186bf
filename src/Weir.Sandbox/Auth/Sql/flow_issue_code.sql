-- Ties an authorization code to the latest unanswered challenge of its kind.
update auth.flow_state f
set auth_code = $3, auth_code_issued_at = $4, updated_at = $4
where f.id = (
  select latest.id
  from auth.flow_state latest
  where latest.user_id = $1 and latest.authentication_method = $2 and latest.auth_code is null
  order by latest.created_at desc, latest.id desc
  limit 1
)
returning f.id
