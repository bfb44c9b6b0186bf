-- Purpose: the limits that hold for a call at p_at, with the numbers of their tallies: of the customer, of the member
--   p_user_id and of the feature p_feature (nulls: of calls that name none). Says the same before and after a sweep (a hold
--   whose lease is over holds nothing) and before and after a tally is first touched. Reading, it makes none.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.customer_limits(p_at timestamptz, p_customer_id uuid, p_user_id uuid, p_feature text)
returns table (limit_code text, meter text, unit text, scope text, scope_key text, period text, window_s integer,
  amount bigint, used bigint, held bigint, resets_at timestamptz)
language plpgsql stable security definer
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select k.limit_code, k.meter, coalesce(m.unit, 'request'), k.scope, k.scope_key, k.period, k.window_s, k.amount,
      coalesce(t.used, 0), (coalesce(t.held, 0) - coalesce(d.due, 0))::bigint,
      nullif(coalesce(t.period_end, p.period_end), 'infinity')
    from weir.tally_asks(p_at, array[p_customer_id], array[p_user_id], array[p_feature]) as k
    left join weir.meters as m on m.meter = k.meter
    left join lateral (
      select t.* from weir.tallies as t
      where t.customer_id = k.customer_id and t.meter = k.meter and t.scope = k.scope and t.scope_key = k.scope_key
        and t.period = k.period and t.window_s = k.window_s and t.period_start <= p_at
      order by t.period_start desc limit 1
    ) as t on t.period_end > p_at
    left join lateral (
      select max(last.period_end) as after from weir.tallies as last
      where last.customer_id = k.customer_id and last.meter = k.meter and last.scope = k.scope
        and last.scope_key = k.scope_key and last.period = k.period and last.window_s = k.window_s
        and last.period_end <= p_at
    ) as last on t.tally_id is null
    left join lateral weir.tally_period(k.period, k.window_s, k.anchor_at, k.zone, p_at, last.after, null) as p
      on t.tally_id is null
    left join lateral (
      select sum(l.quantity) as due
      from weir.holds as h cross join lateral unnest(h.tallies) as l
      where h.customer_id = t.customer_id and h.state = 'pending' and h.expires_at <= p_at and l.tally_id = t.tally_id
    ) as d on true
    order by k.limit_code;
end
$function$;
comment on function weir.customer_limits(timestamptz, uuid, uuid, text)
  is 'The limits that hold for a call at an instant, and where they stand.';
