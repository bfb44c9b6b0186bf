-- The challenge that a code answers, locked so that it is answered once.
select f.id, f.user_id, f.code_challenge_method::text, f.code_challenge, f.authentication_method, f.auth_code_issued_at
from auth.flow_state f
where f.auth_code = $1
for update
