-- Purpose: a refusal by the grants of a meter: spend_cap when what lacks would fit without the customer's cap, else quota.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.grant_denial(
  p_customer_id uuid, p_meter text, p_now timestamptz, p_granted bigint, p_used numeric, p_held numeric,
  p_requested bigint, p_hard_limit bigint, p_resets_at timestamptz) returns weir.denial
language plpgsql stable
set search_path = ''
as $function$
declare
  v_left constant numeric := p_hard_limit - p_used - p_held;
begin
  return row(p_meter, p_granted, least(p_used, 9223372036854775807), least(p_held, 9223372036854775807), p_requested,
    greatest(v_left, 0), p_hard_limit, p_resets_at, 'customer',
    case when p_requested - v_left <= (
        select sum(g.overage_withheld) from weir.grants as g
        where g.customer_id = p_customer_id and g.meter = p_meter and g.effective_at <= p_now and g.expires_at > p_now
          and g.overage_withheld > 0)
      then 'spend_cap' else 'quota' end)::weir.denial;
end
$function$;
comment on function weir.grant_denial(uuid, text, timestamptz, bigint, numeric, numeric, bigint, bigint, timestamptz)
  is 'A refusal by the grants of a meter.';
