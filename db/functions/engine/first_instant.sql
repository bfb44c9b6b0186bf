-- Purpose: the first instant at which a zone's clock shows p_local or later. AT TIME ZONE alone gives the second of two
--   alike, and adds the length of a gap to what lies in it, which is not monotonic.
-- Locks: none. Errors: 22023 for a zone that the server does not know. Idempotency: pure, but for the time zone data.
-- Instants are UTC timestamps in here: the difference of a day, added to a timestamptz, would depend on the session's zone.
create or replace function weir.first_instant(p_local timestamp, p_zone text) returns timestamptz
language plpgsql immutable parallel safe
set search_path = ''
as $function$
declare
  v_at timestamp := p_local at time zone p_zone at time zone 'UTC';
  v_shown timestamp := v_at at time zone 'UTC' at time zone p_zone;
  v_before timestamp;
  v_middle timestamp;
begin
  if v_shown = p_local then
    -- What reads the same by the offset of two days before: is it earlier, and was that still the offset then?
    v_before := v_at - interval '2 days';
    v_before := p_local - (v_before at time zone 'UTC' at time zone p_zone - v_before);
    if v_before < v_at and v_before at time zone 'UTC' at time zone p_zone = p_local then
      v_at := v_before;
    end if;
  else
    -- The clock jumped over it, at an instant after v_before and not after v_at.
    v_before := v_at - (v_shown - p_local);
    while v_at - v_before > interval '1 microsecond' loop
      v_middle := v_before + (v_at - v_before) / 2;
      if v_middle at time zone 'UTC' at time zone p_zone < p_local then
        v_before := v_middle;
      else
        v_at := v_middle;
      end if;
    end loop;
  end if;
  return v_at at time zone 'UTC';
end
$function$;
comment on function weir.first_instant(timestamp, text)
  is 'The first instant at which a zone''s clock shows a local time or later.';
