-- Purpose: report_overage for the next p_limit customers after p_after (null: the first ones) that pay Stripe for a plan with
--   overage, or did within 36 days; those who owe nothing are only looked at. Answers the last of them, null when there are no
--   more, and how many messages were written.
-- Locks: those of report_overage, of those who owe something. Errors: none. Idempotency: as report_overage.
create or replace function weir.report_overage_page(p_now timestamptz, p_after uuid, p_limit integer,
  out last_customer_id uuid, out messages integer)
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_mode constant text := (select r.mode from weir.billing_rules as r);
  v_page constant uuid[] := array(
    select distinct s.customer_id
    from weir.subscriptions as s
    where s.source = 'stripe' and s.ends_at > p_now - interval '36 days'
      and s.customer_id > coalesce(p_after, '00000000-0000-0000-0000-000000000000')
      and exists (select from weir.plan_overages as o where o.plan_code = s.plan_code and o.mode = v_mode)
    order by s.customer_id
    limit p_limit);
begin
  messages := weir.report_overage(p_now, array(
    select distinct l.customer_id
    from weir.overage_lines(p_now, v_mode, v_page) as l
    where l.counted - l.reported >= l.per_units and l.buyer_id is not null));
  last_customer_id := case when cardinality(v_page) = p_limit then v_page[p_limit] end;
end
$function$;
comment on function weir.report_overage_page(timestamptz, uuid, integer) is 'Reports the overage of a page of customers.';
