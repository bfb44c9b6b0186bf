-- Locks the session of a refresh token, so that concurrent refreshes decide one after the other. No row: unknown token.
select s.id
from auth.sessions s
where s.id = (select t.session_id from auth.refresh_tokens t where t.token = $1)
for update
