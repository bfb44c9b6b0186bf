-- Purpose: the period of the tally that a limit needs at p_at, between one that ends at p_after and one that begins at p_until
--   (nulls: there is none): that of bucket_period, or a rate window, which is fixed and aligned to the epoch.
-- Locks: none. Errors: those of period_at. Idempotency: pure, but for the server's time zone data.
create or replace function weir.tally_period(p_period text, p_window_s integer, p_anchor timestamptz, p_zone text,
  p_at timestamptz, p_after timestamptz, p_until timestamptz, out period_start timestamptz, out period_end timestamptz)
language plpgsql immutable
set search_path = ''
as $function$
begin
  if p_period = 'window' then
    period_start := to_timestamp((floor(extract(epoch from p_at) / p_window_s) * p_window_s)::double precision);
    period_end := period_start + make_interval(secs => p_window_s);
  else
    select p.period_start, p.period_end into period_start, period_end
      from weir.bucket_period(p_period, p_anchor, p_zone, p_at, p_after, p_until) as p;
  end if;
end
$function$;
comment on function weir.tally_period(text, integer, timestamptz, text, timestamptz, timestamptz, timestamptz)
  is 'The period of the tally that a limit needs at an instant.';
