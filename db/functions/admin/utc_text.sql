-- Purpose: an instant as RFC 3339 in UTC, whatever the session's zone; null for null. For what is stored as text.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.utc_text(p_at timestamptz) returns text
language sql stable
set search_path = ''
as $function$
  select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$function$;
comment on function weir.utc_text(timestamptz) is 'An instant as RFC 3339 in UTC, whatever the session''s zone.';
