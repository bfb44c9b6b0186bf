-- The relations that Scritorio's clients read through a data API: own rows only, nothing for anon.
--
-- Runs as the migrating role at every apply that finds another text, in one transaction; so it makes everything anew.
-- The views are security_invoker: who reads them needs the column grants and is bound by the policies below. Schema weir
-- stays closed: a view finds its tables without USAGE on their schema, and nobody can name them directly.

-- profiles: display fields, of which the owner may change three.

drop view if exists public.profiles;
create view public.profiles with (security_invoker = true) as
  select p.user_id as id, p.user_id, p.display_name, p.avatar_url, p.locale, p.created_at, p.updated_at
  from weir.profiles as p;
comment on view public.profiles is 'Own profile. display_name, avatar_url and locale may be changed.';
revoke all on public.profiles from public, anon, authenticated, service_role;
grant select, update (display_name, avatar_url, locale) on public.profiles to authenticated;
grant select on public.profiles to service_role;

grant select (user_id, display_name, avatar_url, locale, created_at, updated_at) on weir.profiles
  to authenticated, service_role;
grant update (display_name, avatar_url, locale) on weir.profiles to authenticated;
drop policy if exists profiles_own_select on weir.profiles;
create policy profiles_own_select on weir.profiles for select to authenticated
  using (user_id = (select auth.uid()));
drop policy if exists profiles_own_update on weir.profiles;
create policy profiles_own_update on weir.profiles for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- ai_user_plans: the current plan with its ai_cost allowance and period. The period is computed here as weir.period_at
-- does it, in the customer's zone, since a client may execute no function of schema weir; a boundary that falls into the
-- hour in which a clock is set is shown where AT TIME ZONE puts it.

drop view if exists public.ai_user_plans;
create view public.ai_user_plans with (security_invoker = true) as
  select s.customer_id as user_id, s.plan_code, s.status,
    e.included * 0.000000001 as included_monthly_cap_usd,
    e.hard_limit * 0.000000001 as hard_limit_usd,
    case e.period
      when 'lifetime' then s.anchor_at
      when 'day' then date_trunc('day', t.now) at time zone z.zone
      when 'calendar_month' then date_trunc('month', t.now) at time zone z.zone
      when 'billing_month' then (t.anchor + make_interval(months => m.elapsed)) at time zone z.zone
    end as period_start,
    case e.period
      when 'day' then (date_trunc('day', t.now) + interval '1 day') at time zone z.zone
      when 'calendar_month' then (date_trunc('month', t.now) + interval '1 month') at time zone z.zone
      when 'billing_month' then (t.anchor + make_interval(months => m.elapsed + 1)) at time zone z.zone
    end as period_end,
    s.started_at as created_at
  from weir.subscriptions as s
  join weir.customers as z on z.customer_id = s.customer_id
  join weir.plan_entitlements as e
    on e.plan_code = s.plan_code and e.plan_version = s.plan_version and e.kind = 'metered' and e.key = 'ai_cost'
  cross join lateral (
    select s.anchor_at at time zone z.zone as anchor, now() at time zone z.zone as now
  ) as t
  cross join lateral (
    select 12 * (extract(year from t.now) - extract(year from t.anchor))::integer
      + (extract(month from t.now) - extract(month from t.anchor))::integer as months
  ) as c
  cross join lateral (
    select c.months - (t.anchor + make_interval(months => c.months) > t.now)::integer as elapsed
  ) as m
  where s.started_at <= now() and s.ends_at > now();
comment on view public.ai_user_plans is 'Own managed AI plan: status, included cap and hard limit in USD, and the period they hold for.';
revoke all on public.ai_user_plans from public, anon, authenticated, service_role;
grant select on public.ai_user_plans to authenticated, service_role;

grant select (customer_id, plan_code, plan_version, status, anchor_at, started_at, ends_at) on weir.subscriptions
  to authenticated, service_role;
grant select (plan_code, plan_version, key, kind, included, hard_limit, period) on weir.plan_entitlements
  to authenticated, service_role;
grant select (customer_id, zone) on weir.customers to authenticated, service_role;
drop policy if exists customers_own_select on weir.customers;
create policy customers_own_select on weir.customers for select to authenticated
  using (customer_id = (select auth.uid()));
drop policy if exists subscriptions_own_select on weir.subscriptions;
create policy subscriptions_own_select on weir.subscriptions for select to authenticated
  using (customer_id = (select auth.uid()));
drop policy if exists plan_entitlements_own_select on weir.plan_entitlements;
create policy plan_entitlements_own_select on weir.plan_entitlements for select to authenticated
  using (exists (
    select from weir.subscriptions as s
    where s.customer_id = (select auth.uid()) and s.started_at <= now() and s.ends_at > now()
      and s.plan_code = plan_entitlements.plan_code and s.plan_version = plan_entitlements.plan_version));

-- ai_usage_events: the ledger, metadata only.

drop view if exists public.ai_usage_events;
create view public.ai_usage_events with (security_invoker = true) as
  select u.event_id as id, u.customer_id as user_id, u.project_id, u.document_id, u.feature, u.provider, u.model,
    u.provider_request_id, u.input_tokens, u.cached_input_tokens, u.output_tokens, u.reasoning_tokens,
    u.input_tokens + u.output_tokens as total_tokens,
    u.cost_nano_usd * 0.000000001 as estimated_cost_usd,
    u.status, u.error_code, u.recorded_at as created_at
  from weir.usage_events as u;
comment on view public.ai_usage_events is 'Own managed AI calls: what they used and cost, never what they said.';
revoke all on public.ai_usage_events from public, anon, authenticated, service_role;
grant select on public.ai_usage_events to authenticated, service_role;

grant select (customer_id, recorded_at, event_id, project_id, document_id, feature, provider, model, provider_request_id,
  input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano_usd, status, error_code)
  on weir.usage_events to authenticated, service_role;
drop policy if exists usage_events_own_select on weir.usage_events;
create policy usage_events_own_select on weir.usage_events for select to authenticated
  using (customer_id = (select auth.uid()));

-- Paid account state: billing_customers, subscriptions, license_keys, entitlements. Whose an object is says its own
-- checkout, else that of its buyer. Of a key only its end is shown: no client has a right to its hash.

drop view if exists public.subscriptions;
drop view if exists public.license_keys;
drop view if exists public.billing_customers;
drop view if exists public.entitlements;

create view public.billing_customers with (security_invoker = true) as
  select b.customer_id as user_id, b.provider, b.mode = 'test' as test_mode, b.buyer_id as provider_customer_id
  from weir.billing_customers as b
  where b.customer_id is not null and not b.deleted;
comment on view public.billing_customers is 'Own customers at payment providers.';

create view public.subscriptions with (security_invoker = true) as
  select s.object_id as id, coalesce(s.customer_id, b.customer_id) as user_id, s.provider, s.mode = 'test' as test_mode,
    s.buyer_id as provider_customer_id, s.price_id, s.status, s.quantity, s.period_starts_at as current_period_start,
    s.period_ends_at as current_period_end, s.trial_ends_at, s.ends_at, s.version_at as updated_at
  from weir.billing_subscriptions as s
  left join weir.billing_customers as b
    on b.provider = s.provider and b.mode = s.mode and b.buyer_id = s.buyer_id
  where coalesce(s.customer_id, b.customer_id) is not null;
comment on view public.subscriptions is 'Own subscriptions, as the provider last described them.';

create view public.license_keys with (security_invoker = true) as
  select l.object_id as id, coalesce(l.customer_id, b.customer_id) as user_id, l.provider, l.mode = 'test' as test_mode,
    l.key_short, l.state as status, l.activation_limit,
    (select count(*) from weir.license_instances as i
      where i.provider = l.provider and i.mode = l.mode and i.license_id = l.object_id) as activation_usage,
    l.expires_at, l.version_at as updated_at
  from weir.license_keys as l
  left join weir.billing_customers as b
    on b.provider = l.provider and b.mode = l.mode and b.buyer_id = l.buyer_id
  where coalesce(l.customer_id, b.customer_id) is not null;
comment on view public.license_keys is 'Own licence keys, without the keys.';

create view public.entitlements with (security_invoker = true) as
  select e.customer_id as user_id, e.key, e.access_until > now() as active, e.source, e.plan_code,
    nullif(e.access_until, 'infinity') as expires_at, e.updated_at
  from weir.entitlements as e;
comment on view public.entitlements is 'What was paid for: what gates of the app read, such as scritorio_pro.';

revoke all on public.billing_customers, public.subscriptions, public.license_keys, public.entitlements
  from public, anon, authenticated, service_role;
grant select on public.billing_customers, public.subscriptions, public.license_keys, public.entitlements
  to authenticated, service_role;

grant select (provider, mode, buyer_id, customer_id, deleted) on weir.billing_customers to authenticated, service_role;
grant select (provider, mode, object_id, customer_id, buyer_id, price_id, status, quantity, period_starts_at,
  period_ends_at, trial_ends_at, ends_at, version_at) on weir.billing_subscriptions to authenticated, service_role;
grant select (provider, mode, object_id, customer_id, buyer_id, key_short, state, activation_limit, expires_at, version_at)
  on weir.license_keys to authenticated, service_role;
grant select (provider, mode, license_id) on weir.license_instances to authenticated, service_role;
grant select (customer_id, key, source, plan_code, access_until, updated_at) on weir.entitlements
  to authenticated, service_role;

drop policy if exists billing_customers_own_select on weir.billing_customers;
create policy billing_customers_own_select on weir.billing_customers for select to authenticated
  using (customer_id = (select auth.uid()));
drop policy if exists billing_subscriptions_own_select on weir.billing_subscriptions;
create policy billing_subscriptions_own_select on weir.billing_subscriptions for select to authenticated
  using (customer_id = (select auth.uid()) or customer_id is null and exists (
    select from weir.billing_customers as b
    where b.provider = billing_subscriptions.provider and b.mode = billing_subscriptions.mode
      and b.buyer_id = billing_subscriptions.buyer_id and b.customer_id = (select auth.uid())));
drop policy if exists license_keys_own_select on weir.license_keys;
create policy license_keys_own_select on weir.license_keys for select to authenticated
  using (customer_id = (select auth.uid()) or customer_id is null and exists (
    select from weir.billing_customers as b
    where b.provider = license_keys.provider and b.mode = license_keys.mode
      and b.buyer_id = license_keys.buyer_id and b.customer_id = (select auth.uid())));
drop policy if exists license_instances_own_select on weir.license_instances;
create policy license_instances_own_select on weir.license_instances for select to authenticated
  using (exists (
    select from weir.license_keys as l
    where l.provider = license_instances.provider and l.mode = license_instances.mode
      and l.object_id = license_instances.license_id
      and coalesce(l.customer_id, (
        select b.customer_id from weir.billing_customers as b
        where b.provider = l.provider and b.mode = l.mode and b.buyer_id = l.buyer_id)) = (select auth.uid())));
drop policy if exists entitlements_own_select on weir.entitlements;
create policy entitlements_own_select on weir.entitlements for select to authenticated
  using (customer_id = (select auth.uid()));

-- A profile from the moment of sign-up, where this role may hang a trigger on the accounts; else from the first call.

do $trigger$
begin
  if has_table_privilege('auth.users', 'trigger') then
    create or replace trigger weir_user_created after insert on auth.users
      for each row execute function weir.on_user_created();
  else
    raise notice 'No right to make a trigger on auth.users: profiles come with the first call instead of with sign-up.';
  end if;
end
$trigger$;
