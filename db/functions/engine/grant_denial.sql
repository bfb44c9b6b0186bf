-- Purpose: what kind of refusal it is that a meter's grants have no room: spend_cap when what lacks would fit without the
--   customer's cap, else quota.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.grant_denial(p_customer_id uuid, p_meter text, p_now timestamptz, p_lacking numeric)
  returns text
language plpgsql stable
set search_path = ''
as $function$
begin
  return case when p_lacking <= (
      select sum(g.overage_withheld) from weir.grants as g
      where g.customer_id = p_customer_id and g.meter = p_meter and g.effective_at <= p_now and g.expires_at > p_now
        and g.overage_withheld > 0)
    then 'spend_cap' else 'quota' end;
end
$function$;
comment on function weir.grant_denial(uuid, text, timestamptz, numeric) is 'What kind of refusal it is that grants have no room.';
