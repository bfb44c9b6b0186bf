-- Purpose: the limits of explain: those that the plan sets on the meter at p_now, with the tallies that are open, the fullest
--   first, at most p_last of each limit; a limit of the customer as a whole also when nothing has counted in it yet. As in
--   balances, a hold whose lease is over holds nothing.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.explain_limits(p_now timestamptz, p_customer_id uuid, p_meter text, p_last integer)
returns jsonb
language plpgsql stable
set search_path = ''
as $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('scope', k.scope, 'subject', coalesce(t.scope_key, ''),
        'period_start', nullif(t.period_start, '-infinity'), 'period_end', nullif(t.period_end, 'infinity'),
        'used', coalesce(t.used, 0), 'held', coalesce(t.held, 0), 'hard_limit', k.amount)
      order by k.limit_code, t.n), '[]')
    from weir.tally_asks(p_now, array[p_customer_id], array[null::uuid], array[null::text]) as k
    left join lateral (
      select t.*, row_number() over (order by t.used + t.held desc, t.scope_key) as n
      from (
        select t.scope_key, t.period_start, t.period_end, t.used, t.held - coalesce((
            select sum(l.quantity)
            from weir.books as c
            join weir.holds as h on h.customer_id = c.customer_id and h.expires_at between c.next_expiry and p_now
              and h.expires_at > '-infinity' and h.state = 'pending'
            cross join lateral unnest(h.tallies) as l
            where c.customer_id = p_customer_id and l.tally_id = t.tally_id), 0)::bigint as held
        from weir.tallies as t
        where t.customer_id = p_customer_id and t.meter = k.meter and t.scope = k.scope and t.period = k.period
          and t.window_s = k.window_s and t.period_start <= p_now and t.period_end > p_now
      ) as t
      order by n
      limit p_last
    ) as t on true
    where k.meter = p_meter and (k.scope = 'customer' or t.n is not null));
end
$function$;
comment on function weir.explain_limits(timestamptz, uuid, text, integer) is 'Part of explain.';
