-- One of the two addresses has agreed to the change.
update auth.users set email_change_confirm_status = 1, updated_at = $2 where id = $1
