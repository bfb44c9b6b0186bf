-- Purpose: the history of accounts number $1 to $2: for each $5 calls between $3 and $4, with hold and ledger row as the engine
--   leaves them, and the sums that go with them. In order of the keys: a bulk load of an index needs nothing else.
-- $1 integer first, $2 integer last, $3 timestamptz from, $4 timestamptz until, $5 integer events of each
with account as (
  select n, b.customer_id, b.bucket_id
  from generate_series($1::integer, $2::integer) as n
  join weir.buckets as b on b.customer_id = md5(n::text)::uuid and b.grant_id = md5('history ' || n)::uuid
), call as (
  select a.customer_id, a.bucket_id, t.at,
    -- version 7, the time in front; the variant's digit tells the two apart
    (i.time || '7' || substr(i.tail, 1, 3) || '8' || substr(i.tail, 4, 15))::uuid as hold_id,
    (i.time || '7' || substr(i.tail, 1, 3) || '9' || substr(i.tail, 4, 15))::uuid as event_id
  from account as a
  cross join generate_series(1, $5::integer) as k
  cross join lateral (
    select $3::timestamptz + ($4::timestamptz - $3::timestamptz) * ((k - 0.5 + (a.n % 1000) / 2500.0) / $5::integer) as at
    offset 0
  ) as t
  cross join lateral (
    select lpad(to_hex((extract(epoch from t.at) * 1000)::bigint), 12, '0') as time, md5(a.n || ' ' || k) as tail offset 0
  ) as i
), held as (
  insert into weir.holds (customer_id, hold_id, reserved_at, expires_at, resolved_at, posted_at, event_id, user_id, state,
      feature, lines)
    select c.customer_id, c.hold_id, c.at - interval '2 s', c.at + interval '2 min', c.at, c.at, c.event_id, c.customer_id,
      'posted', 'chapter_summary', array[row(c.bucket_id, 'generations', 1)::weir.hold_line]
    from call as c order by c.customer_id, c.hold_id
), recorded as (
  insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, user_id, hold_id, input_tokens,
      cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried, late,
      feature, capability, provider, model, provider_request_id, provenance, status, tier_requested, tier_served,
      prompt_version, lines)
    select c.customer_id, c.at, c.event_id, c.at, c.customer_id, c.hold_id, 1200, 200, 0, 300, 100, 855000, 1, false, false,
      'chapter_summary', 'summarize', 'openai', 'gpt-5-mini-2025-08-07',
      'resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b', 'provider', 'completed', 'flex', 'flex', 'chapter_summary@1',
      array[row('generations', 1, c.bucket_id, false)::weir.usage_line]
    from call as c order by c.customer_id, c.at
), used as (
  update weir.buckets as b set used = b.used + $5::integer from account as a
  where b.customer_id = a.customer_id and b.bucket_id = a.bucket_id
), daily as (
  select c.customer_id, (c.at at time zone 'UTC')::date as day, count(*) as calls from call as c group by 1, 2
), written as (
  insert into weir.usage_daily (customer_id, day, meter, feature, events, quantity, input_tokens, cached_input_tokens,
      cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd)
    select d.customer_id, d.day, 'generations', 'chapter_summary', d.calls, d.calls, d.calls * 1200, d.calls * 200, 0,
      d.calls * 300, d.calls * 100, d.calls * 855000
    from daily as d order by 1, 2
)
insert into weir.usage_monthly (customer_id, month, meter, feature, events, quantity, input_tokens, cached_input_tokens,
    cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd)
  select d.customer_id, date_trunc('month', d.day)::date, 'generations', 'chapter_summary', sum(d.calls), sum(d.calls),
    sum(d.calls) * 1200, sum(d.calls) * 200, 0, sum(d.calls) * 300, sum(d.calls) * 100, sum(d.calls) * 855000
  from daily as d
  group by 1, 2
  order by 1, 2
