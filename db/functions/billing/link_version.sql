-- Purpose: a fact's version as text that sorts (collation C) as versions do.
-- Locks: none. Errors: none. Idempotency: computes only.
create or replace function weir.link_version(p_at timestamptz, p_rank integer, p_tie text) returns text
language sql stable
set search_path = ''
set timezone = 'UTC'
as $function$
  select to_char(p_at, 'YYYYMMDDHH24MISSUS') || '/' || p_rank || '/' || p_tie
$function$;
comment on function weir.link_version(timestamptz, integer, text) is 'A fact''s version as text that sorts as versions do.';
