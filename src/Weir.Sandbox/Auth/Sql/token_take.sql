-- Spends a code; of several takers one gets the row.
delete from auth.one_time_tokens where id = $1 and token_hash = $2 returning id
