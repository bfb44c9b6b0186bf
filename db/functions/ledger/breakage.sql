-- Purpose: what a customer was given and can no longer use, one row a bucket that has closed with units left (its period is
--   over, or its grant ended, also by revoke_grant); p_meter null is every meter. Units that a pending hold still holds are
--   not lost yet. A grant that was given once and never touched is lost whole; periods of a recurring grant that nobody
--   touched were never made, and are no breakage.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.breakage(p_now timestamptz, p_customer_id uuid, p_meter text)
returns table (meter text, unit text, grant_id uuid, source text, period_start timestamptz, closed_at timestamptz,
  granted bigint, used bigint, held bigint, units bigint)
language plpgsql stable security definer
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select g.meter, m.unit, g.grant_id, g.source, nullif(b.period_start, '-infinity'),
      least(g.expires_at, coalesce(b.period_end, 'infinity')), coalesce(b.granted, g.amount), coalesce(b.used, 0),
      coalesce(b.held - d.units, 0)::bigint, (coalesce(b.granted, g.amount) - coalesce(b.used + b.held - d.units, 0))::bigint
    from weir.grants as g
    join weir.meters as m on m.meter = g.meter
    left join weir.buckets as b on b.customer_id = g.customer_id and b.grant_id = g.grant_id
    cross join lateral (
      select coalesce(sum(l.quantity), 0) as units
      from weir.books as c
      join weir.holds as h on h.customer_id = c.customer_id and h.expires_at between c.next_expiry and p_now
        and h.expires_at > '-infinity' and h.state = 'pending'
      cross join lateral unnest(h.lines) as l
      where c.customer_id = b.customer_id and c.next_expiry <= p_now and l.bucket_id = b.bucket_id
    ) as d
    where g.customer_id = p_customer_id and g.meter = coalesce(p_meter, g.meter)
      and least(g.expires_at, coalesce(b.period_end, 'infinity')) <= p_now
      and (b.bucket_id is not null or g.period = 'lifetime')
      and coalesce(b.granted, g.amount) > coalesce(b.used + b.held - d.units, 0)
    order by 6, 1, 3;
end
$function$;
comment on function weir.breakage(timestamptz, uuid, text) is 'What a customer was given and can no longer use.';
