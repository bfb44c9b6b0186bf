-- Counts a guess before it is judged, so that no number of parallel guesses gets past the limit.
update auth.one_time_tokens t
set failed_attempts = t.failed_attempts + 1, updated_at = $4::timestamptz at time zone 'utc'
where t.relates_to = encode(sha256(convert_to($1, 'UTF8')), 'hex') and t.token_type::text = any ($2::text[]) and t.failed_attempts < $3
returning t.id, t.user_id, t.token_type::text, t.token_hash, t.relates_to, t.created_at at time zone 'utc'
