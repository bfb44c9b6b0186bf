-- Purpose: the grants of explain: those that are open in burn order, with the bucket of now; then those to come; then those
--   that ended, the latest first, at most p_last of them, with the last bucket they had.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.explain_grants(p_now timestamptz, p_customer_id uuid, p_meter text, p_last integer)
returns jsonb
language plpgsql stable
set search_path = ''
as $function$
begin
  return (
    with due as (
      select l.bucket_id, sum(l.quantity) as units
      from weir.books as c
      join weir.holds as h on h.customer_id = c.customer_id and h.expires_at between c.next_expiry and p_now
        and h.expires_at > '-infinity' and h.state = 'pending'
      cross join lateral unnest(h.lines) as l
      where c.customer_id = p_customer_id
      group by l.bucket_id
    ), listed as (
      select g.*,
        case when g.expires_at <= p_now then 'ended' when g.effective_at > p_now then 'upcoming' else 'open' end as state,
        least(greatest(p_now, g.effective_at), g.expires_at - interval '1 microsecond') as instant
      from weir.grants as g
      where g.customer_id = p_customer_id and g.meter = p_meter
    ), shown as (
      (select * from listed as g where g.state <> 'ended')
      union all
      (select * from listed as g where g.state = 'ended' order by g.expires_at desc, g.grant_id limit p_last)
    ), bucket as (
      select g.*, b.bucket_id, coalesce(b.period_start, p.period_start) as period_start,
        coalesce(b.period_end, p.period_end) as period_end, coalesce(b.granted, a.granted) as granted,
        case when b.bucket_id is null then a.overage_allowed
          when b.period_end > p_now and g.state = 'open' then greatest(least(b.overage_allowed, g.overage_allowed),
            b.used + b.held - coalesce(d.units, 0) - b.granted)
          else b.overage_allowed end as bucket_overage, coalesce(b.used, 0) as used,
        coalesce(b.held, 0) - coalesce(d.units, 0) as held
      from shown as g
      left join lateral (
        select * from weir.buckets as b
        where b.customer_id = p_customer_id and b.grant_id = g.grant_id and b.period_start <= g.instant
        order by b.period_start desc limit 1
      ) as b on b.period_end > g.instant or g.state = 'ended'
      left join lateral (
        select x.*
        from (
          select max(last.period_end) as after from weir.buckets as last
          where last.customer_id = p_customer_id and last.grant_id = g.grant_id and last.period_end <= g.instant
        ) as last
        cross join lateral weir.bucket_period(g.period, g.anchor_at, g.zone, g.instant, last.after, null) as x
        where b.bucket_id is null
      ) as p on true
      left join lateral (
        select x.* from weir.grants as w cross join lateral weir.bucket_amounts(w, p.period_start) as x
        where w.customer_id = p_customer_id and w.grant_id = g.grant_id and p.period_start is not null
      ) as a on true
      left join due as d on d.bucket_id = b.bucket_id
    ), placed as (
      select b.*, least(b.expires_at, b.period_end) as closes_at,
        row_number() over (order by array_position(array['open', 'upcoming', 'ended'], b.state),
          case when b.state = 'ended' then null else b.priority end,
          case when b.state = 'ended' then null else least(b.expires_at, b.period_end) end,
          b.expires_at desc, b.created_at, b.grant_id) as n
      from bucket as b
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'grant_id', p.grant_id, 'state', p.state, 'burn', case when p.state = 'open' then p.n end, 'source', p.source,
        'priority', p.priority, 'amount', p.amount, 'overage_allowed', p.overage_allowed, 'period', p.period,
        'effective_at', p.effective_at, 'expires_at', nullif(p.expires_at, 'infinity'), 'created_at', p.created_at,
        'bucket', jsonb_build_object('bucket_id', p.bucket_id,
          'period_start', nullif(p.period_start, '-infinity'), 'period_end', nullif(p.period_end, 'infinity'),
          'closes_at', nullif(p.closes_at, 'infinity'), 'granted', p.granted, 'used', p.used, 'held', p.held,
          'overage_used', greatest(p.used - p.granted, 0),
          'hard_limit', least(p.granted::numeric + p.bucket_overage, 9223372036854775807)))
      order by p.n), '[]')
    from placed as p);
end
$function$;
comment on function weir.explain_grants(timestamptz, uuid, text, integer) is 'Part of explain.';
