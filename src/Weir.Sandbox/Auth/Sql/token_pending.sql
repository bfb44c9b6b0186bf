-- Whether another code of these kinds still waits for the account.
select t.id from auth.one_time_tokens t where t.user_id = $1 and t.token_type::text = any ($2::text[]) limit 1
