-- Purpose: whether a name is a time zone for customers: UTC, or area and place of an IANA zone that this server knows,
--   written as IANA does. Names without a place are old aliases, some of which AT TIME ZONE takes for abbreviations (CET
--   without summer time).
-- Locks: none; reads the server's time zone data, some tens of milliseconds. Errors: none. Idempotency: reads only.
create or replace function weir.is_zone(p_zone text) returns boolean
language sql stable
set search_path = ''
as $function$
  select p_zone = 'UTC' or p_zone ~ '^[A-Z][A-Za-z]+/' and char_length(p_zone) <= 64 and exists (
    select from pg_catalog.pg_timezone_names as z where z.name = p_zone)
$function$;
comment on function weir.is_zone(text) is 'Whether a name is a time zone that customers may have.';
