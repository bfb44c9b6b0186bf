-- The relations and functions that two of the source documents give for their quotas, as they stand there. They are the
-- baselines: what an app runs today.
--   003, "RPC for metering (monthly cap of 5)": user_usage, subscriptions, check_and_increment_usage
--   002, "Database Schema" and "Token Enforcement (Server-Side)": user_profiles, usage_logs, consume_tokens
-- The documents' policies are left out: both functions are called by an owner of the tables, whom none of them concerns.

-- 002 calls uuid_generate_v4(), which Supabase has from uuid-ossp.
do $extension$
begin
  create extension if not exists "uuid-ossp" with schema public;
exception when others then
  create function public.uuid_generate_v4() returns uuid language sql volatile as 'select gen_random_uuid()';
end
$extension$;

create table if not exists public.user_usage (
  uid uuid primary key,
  generation_count int not null default 0,
  lifetime_generation_count int not null default 0,
  period_started_at timestamptz not null default date_trunc('month', now())
);

create table if not exists public.subscriptions (
  uid uuid primary key,
  status text not null default 'none' check (status in ('none','active','past_due','canceled')),
  plan_id text,
  customer_id text,
  current_period_end timestamptz
);

create or replace function public.check_and_increment_usage(p_uid uuid, p_cap int default 5)
returns table(allowed boolean, remaining int) language plpgsql as $$
declare v_usage public.user_usage; v_now timestamptz := now();
begin
  select * into v_usage from public.user_usage where uid = p_uid for update;
  if not found then
    insert into public.user_usage(uid) values (p_uid) returning * into v_usage;
  end if;
  if v_usage.period_started_at < date_trunc('month', v_now) then
    update public.user_usage set generation_count = 0, period_started_at = date_trunc('month', v_now) where uid = p_uid returning * into v_usage;
  end if;
  if (select status from public.subscriptions where uid = p_uid) = 'active' then
    update public.user_usage set lifetime_generation_count = lifetime_generation_count + 1 where uid = p_uid;
    return query select true as allowed, null::int as remaining;
  end if;
  if v_usage.generation_count >= p_cap then
    return query select false as allowed, 0 as remaining;
  end if;
  update public.user_usage set generation_count = generation_count + 1, lifetime_generation_count = lifetime_generation_count + 1 where uid = p_uid returning * into v_usage;
  return query select true as allowed, (p_cap - v_usage.generation_count) as remaining;
end $$;

CREATE TABLE user_profiles (
    id UUID PRIMARY KEY REFERENCES auth.users(id) ON DELETE CASCADE,
    tokens_remaining INTEGER DEFAULT 100000,
    tokens_used INTEGER DEFAULT 0,
    subscription_tier TEXT DEFAULT 'free' CHECK (subscription_tier IN ('free', 'pro')),
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE usage_logs (
    id UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    user_id UUID REFERENCES auth.users(id) ON DELETE CASCADE,
    prompt_text TEXT,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    total_tokens INTEGER GENERATED ALWAYS AS (prompt_tokens + completion_tokens) STORED,
    model TEXT DEFAULT 'gemini-3-flash-preview',
    created_at TIMESTAMP DEFAULT NOW()
);

CREATE OR REPLACE FUNCTION public.consume_tokens(
    p_prompt_tokens INTEGER,
    p_completion_tokens INTEGER,
    p_model TEXT DEFAULT 'gemini-3-flash-preview'
)
RETURNS BOOLEAN AS $$
DECLARE
    v_total_tokens INTEGER;
    v_current_remaining INTEGER;
BEGIN
    v_total_tokens := p_prompt_tokens + p_completion_tokens;
    
    SELECT tokens_remaining INTO v_current_remaining
    FROM user_profiles
    WHERE id = auth.uid()
    FOR UPDATE; -- Lock row for atomic update
    
    IF v_current_remaining IS NULL OR v_current_remaining < v_total_tokens THEN
        RETURN FALSE;
    END IF;
    
    UPDATE user_profiles
    SET tokens_remaining = tokens_remaining - v_total_tokens,
        tokens_used = tokens_used + v_total_tokens,
        updated_at = NOW()
    WHERE id = auth.uid();
    
    INSERT INTO usage_logs (user_id, prompt_tokens, completion_tokens, model)
    VALUES (auth.uid(), p_prompt_tokens, p_completion_tokens, p_model);
    
    RETURN TRUE;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;
