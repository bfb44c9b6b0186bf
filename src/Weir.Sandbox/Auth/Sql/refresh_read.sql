-- What became of a refresh token, read after its session was locked.
select t.id, t.revoked, t.updated_at,
  (select active.parent = t.token from auth.refresh_tokens active
    where active.session_id = t.session_id and not active.revoked) as is_parent_of_active
from auth.refresh_tokens t
where t.token = $1
