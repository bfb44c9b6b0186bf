-- Removes the account with all that hangs on it.
delete from auth.users where id = $1 returning id
