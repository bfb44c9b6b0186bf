-- check_and_increment_usage extended to keep what Weir keeps of a call: a ledger row with Weir's columns and key, and the
-- sums of day and month, upserted in the same transaction. Ours, written as a competent hand would write it: one function,
-- three more statements, nothing that a plan or a lock would make slow. The same rows as Weir writes for this call, without
-- the hold. Runs as a superuser, who may copy Weir's tables.

create table public.ledger (like weir.usage_events including all) partition by range (recorded_at);
create table public.ledger_default partition of public.ledger default;
create table public.ledger_daily (like weir.usage_daily including all) with (fillfactor = 80);
create table public.ledger_monthly (like weir.usage_monthly including all) with (fillfactor = 80);

do $month$
declare
  v_month date := date_trunc('month', now() at time zone 'UTC')::date;
begin
  for i in 0 .. 1 loop
    execute format('create table public.%I partition of public.ledger for values from (%L) to (%L)',
      'ledger_' || i, v_month::text || ' 00:00:00+00', (v_month + interval '1 month')::date::text || ' 00:00:00+00');
    v_month := (v_month + interval '1 month')::date;
  end loop;
end
$month$;

create function public.check_and_increment_usage_with_ledger(
  p_uid uuid, p_cap int, p_feature text, p_capability text, p_provider text, p_model text, p_provider_request_id text,
  p_input_tokens bigint, p_cached_input_tokens bigint, p_output_tokens bigint, p_reasoning_tokens bigint,
  p_cost_nano_usd bigint, p_tier text, p_prompt_version text)
returns table(allowed boolean, remaining int) language plpgsql as $$
declare
  v_usage public.user_usage;
  v_now timestamptz := now();
  v_day date := (v_now at time zone 'UTC')::date;
begin
  select * into v_usage from public.user_usage where uid = p_uid for update;
  if not found then
    insert into public.user_usage(uid) values (p_uid) returning * into v_usage;
  end if;
  if v_usage.period_started_at < date_trunc('month', v_now) then
    update public.user_usage set generation_count = 0, period_started_at = date_trunc('month', v_now) where uid = p_uid returning * into v_usage;
  end if;
  if (select status from public.subscriptions where uid = p_uid) is distinct from 'active'
    and v_usage.generation_count >= p_cap
  then
    return query select false, 0;
    return;
  end if;
  update public.user_usage set generation_count = generation_count + 1, lifetime_generation_count = lifetime_generation_count + 1 where uid = p_uid returning * into v_usage;

  insert into public.ledger (customer_id, recorded_at, event_id, occurred_at, user_id, hold_id, input_tokens,
      cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried,
      late, feature, capability, provider, model, provider_request_id, provenance, status, tier_requested, tier_served,
      prompt_version, lines)
    values (p_uid, v_now, gen_random_uuid(), v_now, p_uid, null, p_input_tokens, p_cached_input_tokens, 0,
      p_output_tokens, p_reasoning_tokens, p_cost_nano_usd, 1, false, false, p_feature, p_capability, p_provider, p_model,
      p_provider_request_id, 'provider', 'completed', p_tier, p_tier, p_prompt_version,
      array[row('generations', 1, 1, false)::weir.usage_line]);

  insert into public.ledger_daily as d values (p_uid, v_day, 'generations', p_feature, 1, 1, p_input_tokens,
      p_cached_input_tokens, 0, p_output_tokens, p_reasoning_tokens, p_cost_nano_usd)
    on conflict (customer_id, day, meter, feature) do update set
      events = d.events + 1, quantity = d.quantity + 1, input_tokens = d.input_tokens + excluded.input_tokens,
      cached_input_tokens = d.cached_input_tokens + excluded.cached_input_tokens,
      output_tokens = d.output_tokens + excluded.output_tokens,
      reasoning_tokens = d.reasoning_tokens + excluded.reasoning_tokens,
      cost_nano_usd = d.cost_nano_usd + excluded.cost_nano_usd;

  insert into public.ledger_monthly as m values (p_uid, date_trunc('month', v_day)::date, 'generations', p_feature, 1, 1,
      p_input_tokens, p_cached_input_tokens, 0, p_output_tokens, p_reasoning_tokens, p_cost_nano_usd)
    on conflict (customer_id, month, meter, feature) do update set
      events = m.events + 1, quantity = m.quantity + 1, input_tokens = m.input_tokens + excluded.input_tokens,
      cached_input_tokens = m.cached_input_tokens + excluded.cached_input_tokens,
      output_tokens = m.output_tokens + excluded.output_tokens,
      reasoning_tokens = m.reasoning_tokens + excluded.reasoning_tokens,
      cost_nano_usd = m.cost_nano_usd + excluded.cost_nano_usd;

  return query select true, p_cap - v_usage.generation_count;
end $$;
alter function public.check_and_increment_usage_with_ledger owner to postgres;
alter table public.ledger owner to postgres;
alter table public.ledger_daily owner to postgres;
alter table public.ledger_monthly owner to postgres;
grant usage on schema weir to postgres;
