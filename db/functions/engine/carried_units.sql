-- Purpose: what a plan grant that began in the middle of a period inherits: the units that the grants before it (same meter,
--   period and anchor, so of a subscription that went on) have used and hold in that very period. They count against the new
--   amount: a change of plan at the period's end renews no allowance whose own period is longer.
-- Locks: none of its own; the caller holds the customer's books. Errors: none. Idempotency: reads only.
create or replace function weir.carried_units(p_customer_id uuid, p_grant_id uuid, p_period_start timestamptz)
  returns bigint
language plpgsql stable
set search_path = ''
as $function$
begin
  return (
    select coalesce(sum(b.used + b.held), 0)::bigint
    from weir.grants as g
    join weir.grants as o on o.customer_id = g.customer_id and o.meter = g.meter and o.grant_id <> g.grant_id
      and o.source = 'plan' and o.period = g.period and o.anchor_at = g.anchor_at and o.effective_at < g.effective_at
    join weir.buckets as b on b.customer_id = o.customer_id and b.grant_id = o.grant_id
      and b.period_start <= g.effective_at and b.period_end > g.effective_at -- its zone may have been another
    where g.customer_id = p_customer_id and g.grant_id = p_grant_id and g.source = 'plan'
      and g.effective_at > p_period_start);
end
$function$;
comment on function weir.carried_units(uuid, uuid, timestamptz)
  is 'What a plan grant that began in the middle of a period inherits.';
