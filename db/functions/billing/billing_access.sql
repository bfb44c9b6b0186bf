-- Purpose: what a provider's state of a subscription gives: the table of docs/billing.md, and of BillingAccess in Weir.Core.
--   Until access_until the plan's status is status_while, from then on status_then; none: it gives nothing and hinders nothing.
-- Locks: none. Errors: none. Idempotency: computes only.
create or replace function weir.billing_access(
  p_status text, p_trial_ends_at timestamptz, p_period_ends_at timestamptz, p_ends_at timestamptz, p_paused_free boolean,
  p_disputed boolean, p_failed_since timestamptz, p_past_due_grace interval,
  out status_while text, out access_until timestamptz, out status_then text)
language sql immutable
set search_path = ''
set timezone = 'UTC'
as $function$
  select a.status_while, a.access_until, a.status_then
  from (
    select coalesce(p_ends_at, 'infinity') as ends,
      coalesce(case when p_status = 'trialing' then p_trial_ends_at end, p_period_ends_at, 'infinity') + interval '24 hours' as renewal,
      p_failed_since + p_past_due_grace as grace
  ) as t
  cross join lateral (
    select 'none', '-infinity'::timestamptz, 'none'
      where p_status in ('incomplete', 'ended', 'never_paid')
    union all
    select 'none', '-infinity', 'paused'
      where p_status not in ('incomplete', 'ended', 'never_paid') and p_disputed
    union all
    select case p_status when 'trialing' then 'trialing' else 'active' end, least(t.ends, t.renewal), 'none'
      where p_status in ('trialing', 'active') and not p_disputed
    union all
    select 'active', least(t.ends, t.grace), case when t.ends <= t.grace then 'none' else 'past_due' end
      where p_status = 'past_due' and not p_disputed
    union all
    select 'active', t.ends, 'none'
      where p_status = 'paused' and p_paused_free and not p_disputed
    union all
    select 'none', '-infinity', case p_status when 'unpaid' then 'past_due' else 'paused' end
      where (p_status = 'unpaid' or p_status = 'paused' and not p_paused_free) and not p_disputed
  ) as a (status_while, access_until, status_then)
$function$;
comment on function weir.billing_access(text, timestamptz, timestamptz, timestamptz, boolean, boolean, timestamptz, interval)
  is 'What a provider''s state of a subscription gives.';
