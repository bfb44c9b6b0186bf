-- Purpose: posts holds with what was really used, a batch at once; the rules are those of post, mode settle.
--   A plain batch takes the short way, in one statement: operations of one line, whose holds are pending, of one line of
--   the same meter, and not exceeded. What it writes is undone when it meets anything else, and post decides the batch.
-- Input: parallel arrays, one element an operation; lines apart, sorted by the operation they belong to (1, 2, …).
-- Answers: as post; or, when a plain batch is posted, a single row with op 0 and no more: each with its own event id.
-- Locks: the customers' books, in key order, first; they guard everything below.
-- Errors: as post.
-- Idempotency: by the hold; a repeat is already_posted, with its event.
create or replace function weir.settle(
  p_now timestamptz,
  p_customer_ids uuid[],
  p_hold_ids uuid[],
  p_line_ops integer[],
  p_line_meters text[],
  p_line_quantities bigint[],
  p_details weir.usage_details[])
returns table (op integer, status text, event_id uuid, overrun_meters text[], overrun_units bigint[],
  meter text, granted bigint, used bigint, held bigint, requested bigint, remaining bigint, hard_limit bigint,
  resets_at timestamptz, scope text, denial text)
language plpgsql security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set jit = off
as $function$
#variable_conflict use_column
declare
  v_ops constant integer := cardinality(p_customer_ids);
  v_first_due timestamptz;
  v_found integer;
  v_counted boolean;
begin
  select min(l.next_expiry) into v_first_due
  from (
    select b.next_expiry from weir.books as b where b.customer_id = any (p_customer_ids) order by b.customer_id for update
  ) as l;
  if v_first_due <= p_now then
    perform weir.lock_books(p_now, p_customer_ids);
  end if;

  begin
    if cardinality(p_line_ops) is distinct from v_ops then
      raise sqlstate 'WE199';
    end if;

    with posted as (
      update weir.holds as h set state = 'posted', resolved_at = p_now, event_id = o.event_id, posted_at = p_now
      from rows from (unnest(p_customer_ids, p_hold_ids, p_line_ops, p_line_meters, p_line_quantities), unnest(p_details))
        with ordinality as o (customer_id, hold_id, line_op, meter, quantity, event_id, occurred_at, input_tokens,
          cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried,
          feature, capability, provider, model, provider_request_id, project_id, document_id, provenance, status, error_code,
          tier_requested, tier_served, prompt_version, op)
      cross join lateral (
        select h.ctid from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
      ) as row
      where h.ctid = row.ctid and h.state = 'pending' and o.line_op = o.op and cardinality(h.lines) = 1
        and h.lines[1].meter = o.meter and o.quantity between 1 and h.lines[1].quantity
      -- what all the rest reads comes first: a row is taken apart up to the last column asked for
      returning o.op, o.event_id, h.tallies, o.customer_id, h.lines[1].bucket_id, o.quantity,
        h.lines[1].quantity as released, least(coalesce(o.occurred_at, p_now), p_now) as at, o.meter,
        left(coalesce(o.feature, h.feature), 200) as used_feature, o.input_tokens, o.cached_input_tokens,
        o.cache_write_tokens, o.output_tokens, o.reasoning_tokens, o.cost_nano_usd, o.hold_id, h.user_id,
        o.price_version, o.retried, o.capability, o.provider, o.model, o.provider_request_id, o.project_id,
        o.document_id, o.provenance, o.status, o.error_code, o.tier_requested, o.tier_served, o.prompt_version
    ), event as (
      insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, user_id, hold_id, input_tokens,
        cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried,
        late, feature, capability, provider, model, provider_request_id, project_id, document_id, provenance, status,
        error_code, tier_requested, tier_served, prompt_version, lines, tallies)
      select p.customer_id, p_now, p.event_id, p.at, p.user_id, p.hold_id, p.input_tokens, p.cached_input_tokens,
        p.cache_write_tokens, p.output_tokens, p.reasoning_tokens, p.cost_nano_usd, p.price_version, p.retried, false,
        p.used_feature, left(p.capability, 200), left(p.provider, 200), left(p.model, 200),
        left(p.provider_request_id, 200), left(p.project_id, 200), left(p.document_id, 200), p.provenance, p.status,
        left(p.error_code, 200), left(p.tier_requested, 200), left(p.tier_served, 200), left(p.prompt_version, 200),
        array[row(p.meter, p.quantity, p.bucket_id, false)::weir.usage_line],
        case when p.tallies is not null then weir.tally_used(p.tallies, array[p.meter], array[p.quantity]) end
      from posted as p
    ), daily as (
      select p.customer_id, (p.at at time zone 'UTC')::date as day, p.meter, coalesce(p.used_feature, '') as feature,
        count(*) as events, sum(p.quantity)::bigint as quantity, sum(p.input_tokens)::bigint as input_tokens,
        sum(p.cached_input_tokens)::bigint as cached_input_tokens, sum(p.cache_write_tokens)::bigint as cache_write_tokens,
        sum(p.output_tokens)::bigint as output_tokens, sum(p.reasoning_tokens)::bigint as reasoning_tokens,
        sum(p.cost_nano_usd)::bigint as cost_nano_usd
      from posted as p
      group by 1, 2, 3, 4
    ), day as (
      -- under the books' lock nobody else makes the row: a look-up decides, and no conflict has to
      select d.*, row.ctid as stored from daily as d
      left join lateral (
        select u.ctid from weir.usage_daily as u
        where u.customer_id = d.customer_id and u.day = d.day and u.meter = d.meter and u.feature = d.feature offset 0
      ) as row on true
    ), day_added as (
      update weir.usage_daily as u set events = u.events + k.events,
        quantity = u.quantity + k.quantity,
        input_tokens = u.input_tokens + k.input_tokens,
        cached_input_tokens = u.cached_input_tokens + k.cached_input_tokens,
        cache_write_tokens = u.cache_write_tokens + k.cache_write_tokens,
        output_tokens = u.output_tokens + k.output_tokens,
        reasoning_tokens = u.reasoning_tokens + k.reasoning_tokens,
        cost_nano_usd = u.cost_nano_usd + k.cost_nano_usd
      from day as k where u.ctid = k.stored
    ), day_made as (
      insert into weir.usage_daily
        select k.customer_id, k.day, k.meter, k.feature, k.events, k.quantity, k.input_tokens, k.cached_input_tokens,
          k.cache_write_tokens, k.output_tokens, k.reasoning_tokens, k.cost_nano_usd
        from day as k where k.stored is null
    ), monthly as (
      select d.customer_id, date_trunc('month', d.day::timestamp)::date as month, d.meter, d.feature, sum(d.events)::bigint as events,
        sum(d.quantity)::bigint as quantity, sum(d.input_tokens)::bigint as input_tokens,
        sum(d.cached_input_tokens)::bigint as cached_input_tokens, sum(d.cache_write_tokens)::bigint as cache_write_tokens,
        sum(d.output_tokens)::bigint as output_tokens, sum(d.reasoning_tokens)::bigint as reasoning_tokens,
        sum(d.cost_nano_usd)::bigint as cost_nano_usd
      from daily as d
      group by 1, 2, 3, 4
    ), month as (
      select d.*, row.ctid as stored from monthly as d
      left join lateral (
        select u.ctid from weir.usage_monthly as u
        where u.customer_id = d.customer_id and u.month = d.month and u.meter = d.meter and u.feature = d.feature offset 0
      ) as row on true
    ), month_added as (
      update weir.usage_monthly as u set events = u.events + k.events,
        quantity = u.quantity + k.quantity,
        input_tokens = u.input_tokens + k.input_tokens,
        cached_input_tokens = u.cached_input_tokens + k.cached_input_tokens,
        cache_write_tokens = u.cache_write_tokens + k.cache_write_tokens,
        output_tokens = u.output_tokens + k.output_tokens,
        reasoning_tokens = u.reasoning_tokens + k.reasoning_tokens,
        cost_nano_usd = u.cost_nano_usd + k.cost_nano_usd
      from month as k where u.ctid = k.stored
    ), month_made as (
      insert into weir.usage_monthly
        select k.customer_id, k.month, k.meter, k.feature, k.events, k.quantity, k.input_tokens, k.cached_input_tokens,
          k.cache_write_tokens, k.output_tokens, k.reasoning_tokens, k.cost_nano_usd
        from month as k where k.stored is null
    ), bucket as (
      update weir.buckets as b set used = b.used + p.used, held = b.held - p.released
      from (
        select p.customer_id, p.bucket_id, sum(p.quantity)::bigint as used, sum(p.released)::bigint as released
        from posted as p
        group by p.customer_id, p.bucket_id
      ) as p
      cross join lateral (
        select b.ctid from weir.buckets as b where b.customer_id = p.customer_id and b.bucket_id = p.bucket_id offset 0
      ) as row
      where b.ctid = row.ctid
    )
    select count(*), bool_or(p.tallies is not null) into v_found, v_counted from posted as p;
    if v_found <> v_ops then
      raise sqlstate 'WE199';
    end if;

    if v_counted then
      update weir.tallies as t set used = t.used + d.used, held = t.held - d.held
      from (
        select h.customer_id, l.tally_id, sum(l.quantity)::bigint as held,
          sum(case l.meter when 'requests' then 1 when o.meter then o.quantity else 0 end)::bigint as used
        from unnest(p_customer_ids, p_hold_ids, p_line_meters, p_line_quantities)
          as o (customer_id, hold_id, meter, quantity)
        cross join lateral (
          select h.customer_id, h.tallies from weir.holds as h
          where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
        ) as h
        cross join lateral unnest(h.tallies) as l
        group by h.customer_id, l.tally_id
      ) as d
      cross join lateral (
        select t.ctid from weir.tallies as t where t.customer_id = d.customer_id and t.tally_id = d.tally_id offset 0
      ) as row
      where t.ctid = row.ctid and (d.used <> 0 or d.held <> 0);
    end if;

    op := 0;
    status := 'posted';
    return next;
    return;
  exception
    when sqlstate 'WE199' or integrity_constraint_violation then
      null;
  end;

  return query
    select p.*
    from (
      select array_agg('settle'::text) as modes, array_agg(null::uuid) as no_ids, array_agg(null::text) as no_texts,
        array_agg(null::bytea) as no_hashes, array_agg(d.event_id) as event_ids, array_agg(d.occurred_at) as occurred_at,
        array_agg(d.feature) as features, array_agg(d.capability) as capabilities, array_agg(d.provider) as providers,
        array_agg(d.model) as models, array_agg(d.provider_request_id) as provider_request_ids,
        array_agg(d.project_id) as project_ids, array_agg(d.document_id) as document_ids,
        array_agg(d.input_tokens) as input_tokens, array_agg(d.cached_input_tokens) as cached_input_tokens,
        array_agg(d.cache_write_tokens) as cache_write_tokens, array_agg(d.output_tokens) as output_tokens,
        array_agg(d.reasoning_tokens) as reasoning_tokens, array_agg(d.cost_nano_usd) as costs_nano_usd,
        array_agg(d.price_version) as price_versions, array_agg(d.provenance) as provenances,
        array_agg(d.status) as statuses, array_agg(d.error_code) as error_codes,
        array_agg(d.tier_requested) as tiers_requested, array_agg(d.tier_served) as tiers_served,
        array_agg(d.retried) as retried, array_agg(d.prompt_version) as prompt_versions
      from unnest(p_details) as d
    ) as d
    cross join lateral weir.post(p_now, d.modes, p_customer_ids, d.no_ids, p_hold_ids, d.event_ids, d.no_texts, d.no_hashes,
      p_line_ops, p_line_meters, p_line_quantities, d.occurred_at, d.features, d.capabilities, d.providers, d.models,
      d.provider_request_ids, d.project_ids, d.document_ids, d.input_tokens, d.cached_input_tokens, d.cache_write_tokens,
      d.output_tokens, d.reasoning_tokens, d.costs_nano_usd, d.price_versions, d.provenances, d.statuses, d.error_codes,
      d.tiers_requested, d.tiers_served, d.retried, d.prompt_versions) as p;
end
$function$;
comment on function weir.settle(timestamptz, uuid[], uuid[], integer[], text[], bigint[], weir.usage_details[])
  is 'Posts holds with what was really used: a batch, one answer an operation.';
