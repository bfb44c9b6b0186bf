-- The challenge is answered, or too late.
delete from auth.flow_state where id = $1
