-- Purpose: what operations count against: a row for each operation and each limit that the plan of its customer sets at
--   p_now, with the scope's key. Operations that name no member, or no feature, count together as one more of them: nobody
--   gets past a limit by leaving a name out. Customers whose books say that they have no limits get no rows.
-- Locks: none of its own. Errors: none. Idempotency: reads only.
create or replace function weir.tally_asks(
  p_now timestamptz, p_customer_ids uuid[], p_user_ids uuid[], p_features text[])
returns table (op integer, customer_id uuid, limit_code text, meter text, scope text, scope_key text, period text,
  window_s integer, amount bigint, anchor_at timestamptz, zone text)
language plpgsql stable
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select o.op::integer, o.customer_id, l.limit_code, l.meter, l.scope,
      case l.scope when 'customer' then '' when 'member' then coalesce(o.user_id::text, '')
        else coalesce(left(o.feature, 100), '') end,
      l.period, l.window_s, l.amount, s.anchor_at, c.zone
    from unnest(p_customer_ids, p_user_ids, p_features) with ordinality as o (customer_id, user_id, feature, op)
    cross join lateral (
      select from weir.books as b where b.customer_id = o.customer_id and b.limited offset 0
    ) as b
    cross join lateral (
      select * from weir.subscriptions as s
      where s.customer_id = o.customer_id and s.started_at <= p_now and s.ends_at > p_now
        and s.status in ('trialing', 'active', 'past_due')
      offset 0
    ) as s
    join weir.customers as c on c.customer_id = o.customer_id
    cross join lateral (
      select * from weir.plan_limits as l where l.plan_code = s.plan_code and l.plan_version = s.plan_version offset 0
    ) as l;
end
$function$;
comment on function weir.tally_asks(timestamptz, uuid[], uuid[], text[])
  is 'What operations count against: a row for each operation and limit.';
