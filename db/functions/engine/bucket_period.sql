-- Purpose: the period of the bucket that a grant needs at p_at, between a bucket that ends at p_after and one that begins
--   at p_until (nulls: there is none). Mostly that of period_at. But the customer may have changed its zone since, or the
--   server its time zone data: then the period begins where the last one ended, and if more than half of it is over by
--   then, it is one with the next. So periods that are used tile time too, and a change of zone gives no allowance for a
--   few hours.
-- Locks: none. Errors: those of period_at. Idempotency: pure, but for the server's time zone data.
create or replace function weir.bucket_period(
  p_period text, p_anchor timestamptz, p_zone text, p_at timestamptz, p_after timestamptz, p_until timestamptz,
  out period_start timestamptz, out period_end timestamptz)
language plpgsql immutable parallel safe
set search_path = ''
as $function$
declare
  v_start timestamptz; -- of the period that p_after cuts
  v_end timestamptz;
  v_joins boolean; -- what is left of it joins the next
begin
  select p.period_start, p.period_end into period_start, period_end
    from weir.period_at(p_period, p_anchor, p_zone, p_at) as p;

  if p_after <> period_start then
    select p.period_start, p.period_end into v_start, v_end from weir.period_at(p_period, p_anchor, p_zone, p_after) as p;
    v_joins := 2 * extract(epoch from v_end - p_after) < extract(epoch from v_end - v_start);
    if period_start = v_start and v_joins then
      select p.period_end into period_end from weir.period_at(p_period, p_anchor, p_zone, v_end) as p;
    end if;
    if period_start = v_start or period_start = v_end and v_joins then
      period_start := p_after;
    end if;
  end if;
  period_end := least(period_end, p_until);
end
$function$;
comment on function weir.bucket_period(text, timestamptz, text, timestamptz, timestamptz, timestamptz)
  is 'The period of a bucket that lies between other ones of its grant.';
