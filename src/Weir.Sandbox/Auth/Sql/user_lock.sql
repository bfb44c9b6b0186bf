-- Locks an account, always before its tokens and sessions. No row when it is gone.
select id from auth.users where id = $1 for update
