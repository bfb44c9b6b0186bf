-- The code behind a link.
select t.id, t.user_id, t.token_type::text, t.token_hash, t.relates_to, t.created_at at time zone 'utc'
from auth.one_time_tokens t
where t.token_hash = $1 and t.token_type::text = any ($2::text[])
