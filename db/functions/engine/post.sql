-- Purpose: posts usage: writes it to the ledger, the buckets and the rollups, in one go. A batch, one mode an operation:
--   settle  posts a hold. Below it, the rest returns to the very buckets it came from; above it, what limits still allow
--           is taken from the buckets that were open when it was reserved (a hold of period P settles to P), the rest is
--           overrun. A hold that was voided or had expired is posted all the same (posted_late), as if it held nothing.
--   record  books what is known only afterwards, to the buckets open when it occurred, or by its meters' policy when it is
--           received (event_times). Never refused for lack of units.
--   consume reserves and settles at once, now: refused like a reserve, all lines or none.
--   First every hold of the batch gives back and takes its own; then the rest is decided in array order.
--   What counts against limits of the plan is counted in their tallies: a settle's in those of its hold, in full, whatever
--   the limit; a record's in those of its member and feature at its instant. A consume is refused by them like a reserve.
-- Input: parallel arrays, one element an operation; lines apart, sorted by the operation they belong to (1, 2, …).
--   Arguments from p_occurred_at on describe the event; shorter arrays read as nulls. Texts are cut at 200 characters.
-- Answers, one row an operation: posted | posted_late (both with what was overrun) | already_posted (with its event) |
--   already_settled (with the first event of the key or event id) | key_conflict | in_progress (a reserve with the same
--   key is pending) | denied (with the numbers of the first line or limit that did not fit, and what they are: quota,
--   spend_cap or rate) | not_found | too_old | future (both by event_times) | invalid (as in reserve; or no event id, or an
--   unknown mode, provenance or status).
-- Locks: the customers' books, in key order, first; they guard everything below.
-- Errors: none for a single operation, except an event_id that the same instant already has (23505), or a violated limit
--   (23514, buckets_within_limit): bugs, not outcomes.
-- Idempotency: settle by its hold; record and consume by event_id, and by key: same hash is already settled, another hash
--   a conflict. In one batch a repeat shares the fate of the first.
create or replace function weir.post(
  p_now timestamptz,
  p_modes text[],
  p_customer_ids uuid[],
  p_user_ids uuid[],
  p_hold_ids uuid[],
  p_event_ids uuid[],
  p_keys text[],
  p_request_hashes bytea[],
  p_line_ops integer[],
  p_line_meters text[],
  p_line_quantities bigint[],
  p_occurred_at timestamptz[] default null,
  p_features text[] default null,
  p_capabilities text[] default null,
  p_providers text[] default null,
  p_models text[] default null,
  p_provider_request_ids text[] default null,
  p_project_ids text[] default null,
  p_document_ids text[] default null,
  p_input_tokens bigint[] default null,
  p_cached_input_tokens bigint[] default null,
  p_cache_write_tokens bigint[] default null,
  p_output_tokens bigint[] default null,
  p_reasoning_tokens bigint[] default null,
  p_costs_nano_usd bigint[] default null,
  p_price_versions integer[] default null,
  p_provenances text[] default null,
  p_statuses text[] default null,
  p_error_codes text[] default null,
  p_tiers_requested text[] default null,
  p_tiers_served text[] default null,
  p_retried boolean[] default null,
  p_prompt_versions text[] default null)
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
  v_unknown uuid[];
  v_limited boolean[]; -- by line
  t record; -- when events count, by operation
  -- by operation
  v_status text[] := array_fill(null::text, array[v_ops]);
  v_event uuid[] := array_fill(null::uuid, array[v_ops]);
  v_posting boolean[] := array_fill(false, array[v_ops]);
  v_late boolean[] := array_fill(false, array[v_ops]);
  v_instant timestamptz[] := array_fill(null::timestamptz, array[v_ops]);
  v_first_op integer[] := array_fill(null::integer, array[v_ops]);
  v_denied_at integer[] := array_fill(null::integer, array[v_ops]);
  v_lines_to integer[] := array_fill(0, array[v_ops]);
  -- what is used, in the order of the operations; what holds give back; what is needed beyond holds
  v_lines weir.usage_line[] := '{}';
  v_line_ops integer[] := '{}';
  v_released_customers uuid[] := '{}';
  v_released_buckets bigint[] := '{}';
  v_released_units bigint[] := '{}';
  v_extra_ops integer[] := '{}';
  v_extra_meters text[] := '{}';
  v_extra_units bigint[] := '{}';
  x record; -- what was decided of that
  -- what records and consumes count in; what every event does, in which operation, and what its hold held of it
  v_book weir.tally_book;
  v_tallies weir.tally_line[] := '{}';
  v_tally_ops integer[] := '{}';
  v_tally_held weir.tally_line[] := '{}';
  v_tallies_to integer[] := array_fill(0, array[v_ops]);
  v_tallies_at integer := 0;
  v_overrun boolean := false;
  r record;
  v_held weir.hold_line;
  v_line integer := 1;
  v_first integer;
  v_at integer;
  v_need bigint;
  v_take bigint;
begin
  v_unknown := weir.lock_books(p_now, p_customer_ids);
  v_limited := array(
    select m.limit_kind = 'granted' from unnest(p_line_meters) with ordinality as l (meter, line)
    left join weir.meters as m on m.meter = l.meter order by l.line);

  select * into t from weir.event_times(p_now, p_modes, p_occurred_at, p_line_ops, p_line_meters);

  for r in select * from weir.post_replays(p_now, p_modes, p_customer_ids, v_unknown, p_hold_ids, p_event_ids, p_keys,
    p_request_hashes, t.occurred_at, p_provenances, p_statuses)
  loop
    v_first := v_line;
    while p_line_ops[v_line] = r.op loop
      v_line := v_line + 1;
    end loop;
    v_status[r.op] := coalesce(r.status, t.statuses[r.op]);
    v_event[r.op] := r.event_id;
    v_late[r.op] := r.late;
    v_instant[r.op] := r.instant;
    continue when v_status[r.op] is not null;

    -- was it asked before in this batch? Then it shares that one's fate.
    v_at := case p_modes[r.op] when 'settle' then array_position(p_hold_ids, p_hold_ids[r.op])
      else array_position(p_event_ids, p_event_ids[r.op]) end;
    while v_at < r.op loop
      if v_posting[v_at] and p_customer_ids[v_at] = p_customer_ids[r.op]
        and (p_modes[v_at] = 'settle') = (p_modes[r.op] = 'settle')
      then
        v_first_op[r.op] := v_at;
      end if;
      v_at := case p_modes[r.op] when 'settle' then array_position(p_hold_ids, p_hold_ids[r.op], v_at + 1)
        else array_position(p_event_ids, p_event_ids[r.op], v_at + 1) end;
    end loop;
    if p_modes[r.op] <> 'settle' and p_keys[r.op] is not null then
      v_at := array_position(p_keys, p_keys[r.op]);
      while v_at < r.op loop
        if v_posting[v_at] and p_customer_ids[v_at] = p_customer_ids[r.op] and p_modes[v_at] <> 'settle' then
          v_first_op[r.op] := v_at;
          if p_request_hashes[v_at] is distinct from p_request_hashes[r.op] or p_modes[v_at] <> p_modes[r.op] then
            v_status[r.op] := 'key_conflict';
          end if;
        end if;
        v_at := array_position(p_keys, p_keys[r.op], v_at + 1);
      end loop;
    end if;
    continue when v_first_op[r.op] is not null;

    for i in v_first .. v_line - 1 loop
      if v_limited[i] is null or not coalesce(p_line_quantities[i] >= 0, false)
        or i > v_first and array_position(p_line_meters, p_line_meters[i], v_first) < i
      then
        v_status[r.op] := 'invalid';
      end if;
    end loop;
    continue when v_status[r.op] is not null;

    v_posting[r.op] := true;
    v_status[r.op] := case when r.late then 'posted_late' else 'posted' end;
    v_event[r.op] := p_event_ids[r.op];
    foreach v_held in array r.held loop
      v_released_customers := v_released_customers || p_customer_ids[r.op];
      v_released_buckets := v_released_buckets || v_held.bucket_id;
      v_released_units := v_released_units || v_held.quantity;
    end loop;
    if r.tallies is not null then
      v_tallies := v_tallies
        || weir.tally_used(r.tallies, p_line_meters[v_first : v_line - 1], p_line_quantities[v_first : v_line - 1]);
      v_tally_held := v_tally_held || r.tallies;
      v_tally_ops := v_tally_ops || array_fill(r.op, array[cardinality(r.tallies)]);
    end if;
    for i in v_first .. v_line - 1 loop
      v_need := p_line_quantities[i];
      if v_need = 0 or not v_limited[i] then
        v_lines := v_lines || row(p_line_meters[i], v_need, null, false)::weir.usage_line;
        v_line_ops := v_line_ops || r.op;
        continue;
      end if;
      foreach v_held in array r.held loop
        continue when v_held.meter <> p_line_meters[i] or v_need = 0;
        v_take := least(v_need, v_held.quantity);
        v_need := v_need - v_take;
        v_lines := v_lines || row(v_held.meter, v_take, v_held.bucket_id, false)::weir.usage_line;
        v_line_ops := v_line_ops || r.op;
      end loop;
      if v_need > 0 then
        v_extra_ops := v_extra_ops || r.op;
        v_extra_meters := v_extra_meters || p_line_meters[i];
        v_extra_units := v_extra_units || v_need;
      end if;
    end loop;
  end loop;

  if cardinality(v_tallies) > 0 then
    perform weir.tally_count(p_customer_ids, v_tally_ops, v_tallies, v_tally_held);
  end if;
  if 'record' = any (p_modes) or 'consume' = any (p_modes) then
    v_book := weir.tally_open(p_now, array(select case when o.posting and o.mode <> 'settle' then o.customer_id end
        from unnest(p_modes, p_customer_ids, v_posting) with ordinality as o (mode, customer_id, posting, op) order by o.op),
      p_user_ids, p_features, v_instant, p_line_ops, p_line_meters, p_line_quantities);
  end if;
  if v_book.slots is not null then
    select * into v_extra_ops, v_extra_meters, v_extra_units
      from weir.tally_queue(v_book, v_extra_ops, v_extra_meters, v_extra_units);
  end if;

  select * into x from weir.post_extras(p_modes, p_customer_ids, v_instant, v_extra_ops, v_extra_meters, v_extra_units,
    v_lines, v_released_buckets, v_released_units, v_book);
  if cardinality(v_extra_ops) > 0 then
    for i in 1 .. cardinality(x.denied_ops) loop
      v_status[x.denied_ops[i]] := 'denied';
      v_posting[x.denied_ops[i]] := false;
      v_event[x.denied_ops[i]] := null;
      v_denied_at[x.denied_ops[i]] := i;
    end loop;
    select array_agg(l.line order by l.op, l.n), array_agg(l.op order by l.op, l.n) into v_lines, v_line_ops
    from (
      select l.op, l.n, row(l.meter, l.quantity, l.bucket_id, l.overrun)::weir.usage_line as line
      from rows from (unnest(v_line_ops || x.line_ops), unnest(v_lines || x.lines)) with ordinality
        as l (op, meter, quantity, bucket_id, overrun, n)
    ) as l
    where v_posting[l.op];
    v_overrun := cardinality(x.overrun_at) > 0;
  end if;
  if v_book.slots is not null then
    select * into v_tally_ops, v_tallies from weir.tally_post(v_book, p_customer_ids, v_posting, v_tally_ops, v_tallies);
  end if;

  v_at := 0;
  for i in 1 .. v_ops loop
    while v_line_ops[v_at + 1] = i loop
      v_at := v_at + 1;
    end loop;
    while v_tally_ops[v_tallies_at + 1] = i loop
      v_tallies_at := v_tallies_at + 1;
    end loop;
    v_lines_to[i] := v_at;
    v_tallies_to[i] := v_tallies_at;
    continue when v_first_op[i] is null;
    v_event[i] := v_event[v_first_op[i]];
    continue when v_status[i] is not null;
    v_denied_at[i] := v_denied_at[v_first_op[i]];
    v_status[i] := case
      when v_denied_at[i] is not null then 'denied'
      when p_modes[i] = 'settle' then 'already_posted'
      else 'already_settled' end;
  end loop;

  if true = any (v_posting) then
    with event as (
      insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, user_id, hold_id, input_tokens,
        cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried,
        late, feature, capability, provider, model, provider_request_id, project_id, document_id, provenance, status,
        error_code, tier_requested, tier_served, prompt_version, claimed_at, overrun_periods, lines, tallies)
      select o.customer_id, p_now, o.event_id, least(coalesce(o.occurred_at, p_now), p_now),
        coalesce(o.user_id, h.user_id), h.hold_id, greatest(coalesce(o.input_tokens, 0), 0),
        greatest(coalesce(o.cached_input_tokens, 0), 0), greatest(coalesce(o.cache_write_tokens, 0), 0),
        greatest(coalesce(o.output_tokens, 0), 0), greatest(coalesce(o.reasoning_tokens, 0), 0),
        greatest(coalesce(o.cost_nano_usd, 0), 0), greatest(coalesce(o.price_version, 0), 0), coalesce(o.retried, false),
        o.late, left(coalesce(o.feature, h.feature), 200), left(o.capability, 200), left(o.provider, 200),
        left(o.model, 200), left(o.provider_request_id, 200), left(o.project_id, 200), left(o.document_id, 200),
        coalesce(o.provenance, 'provider'), coalesce(o.status, 'completed'), left(o.error_code, 200),
        left(o.tier_requested, 200), left(o.tier_served, 200), left(o.prompt_version, 200), o.claimed_at,
        case when v_overrun then (
          select array_agg(tstzrange(v.period_start, v.period_end) order by v.n)
          from unnest(x.overrun_at, x.overrun_starts, x.overrun_ends) with ordinality as v (at, period_start, period_end, n)
          where v_extra_ops[v.at] = o.op) end,
        coalesce(v_lines[coalesce(o.lines_from, 0) + 1 : o.lines_to], '{}'),
        nullif(v_tallies[coalesce(o.tallies_from, 0) + 1 : o.tallies_to], '{}')
      from unnest(v_posting, v_late, 0 || v_lines_to, v_lines_to, 0 || v_tallies_to, v_tallies_to, p_modes,
          p_customer_ids, p_user_ids, p_hold_ids, p_event_ids, t.occurred_at, p_features, p_capabilities, p_providers,
          p_models, p_provider_request_ids, p_project_ids, p_document_ids, p_input_tokens, p_cached_input_tokens,
          p_cache_write_tokens, p_output_tokens,
          p_reasoning_tokens, p_costs_nano_usd, p_price_versions, p_provenances, p_statuses, p_error_codes,
          p_tiers_requested, p_tiers_served, p_retried, p_prompt_versions, t.claimed_at) with ordinality
        as o (posting, late, lines_from, lines_to, tallies_from, tallies_to, mode, customer_id, user_id, hold_id,
          event_id, occurred_at, feature, capability, provider, model, provider_request_id,
          project_id, document_id, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens,
          reasoning_tokens, cost_nano_usd, price_version, provenance, status, error_code,
          tier_requested, tier_served, retried, prompt_version, claimed_at, op)
      left join lateral (
        select * from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
      ) as h on o.mode = 'settle'
      where o.posting
      returning customer_id, occurred_at, feature, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens,
        reasoning_tokens, cost_nano_usd, lines
    ), fact as (
      -- what is of the event and not of a meter counts with its first line
      select e.customer_id, (e.occurred_at at time zone 'UTC')::date as day, coalesce(l.meter, '') as meter,
        coalesce(e.feature, '') as feature, l.first as events, coalesce(l.quantity, 0) as quantity,
        l.first * e.input_tokens as input_tokens, l.first * e.cached_input_tokens as cached_input_tokens,
        l.first * e.cache_write_tokens as cache_write_tokens, l.first * e.output_tokens as output_tokens,
        l.first * e.reasoning_tokens as reasoning_tokens, l.first * e.cost_nano_usd as cost_nano_usd
      from event as e cross join lateral (
        select l.meter, l.quantity, (l.n = 1)::integer as first
        from unnest(e.lines) with ordinality as l (meter, quantity, bucket_id, overrun, n)
        union all
        select null, null, 1 where cardinality(e.lines) = 0
      ) as l
    ), daily as (
      select a.customer_id, a.day, a.meter, a.feature, sum(a.events)::bigint as events,
        sum(a.quantity)::bigint as quantity, sum(a.input_tokens)::bigint as input_tokens,
        sum(a.cached_input_tokens)::bigint as cached_input_tokens, sum(a.cache_write_tokens)::bigint as cache_write_tokens,
        sum(a.output_tokens)::bigint as output_tokens, sum(a.reasoning_tokens)::bigint as reasoning_tokens,
        sum(a.cost_nano_usd)::bigint as cost_nano_usd
      from fact as a
      group by a.customer_id, a.day, a.meter, a.feature
    ), written as (
      insert into weir.usage_daily as u select * from daily
      on conflict (customer_id, day, meter, feature) do update set
        events = u.events + excluded.events, quantity = u.quantity + excluded.quantity,
        input_tokens = u.input_tokens + excluded.input_tokens,
        cached_input_tokens = u.cached_input_tokens + excluded.cached_input_tokens,
        cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
        output_tokens = u.output_tokens + excluded.output_tokens,
        reasoning_tokens = u.reasoning_tokens + excluded.reasoning_tokens,
        cost_nano_usd = u.cost_nano_usd + excluded.cost_nano_usd
    )
    insert into weir.usage_monthly as u
      select d.customer_id, date_trunc('month', d.day)::date, d.meter, d.feature, sum(d.events), sum(d.quantity),
        sum(d.input_tokens), sum(d.cached_input_tokens), sum(d.cache_write_tokens), sum(d.output_tokens),
        sum(d.reasoning_tokens), sum(d.cost_nano_usd)
      from daily as d
      group by 1, 2, 3, 4
    on conflict (customer_id, month, meter, feature) do update set
      events = u.events + excluded.events, quantity = u.quantity + excluded.quantity,
      input_tokens = u.input_tokens + excluded.input_tokens,
      cached_input_tokens = u.cached_input_tokens + excluded.cached_input_tokens,
      cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
      output_tokens = u.output_tokens + excluded.output_tokens,
      reasoning_tokens = u.reasoning_tokens + excluded.reasoning_tokens,
      cost_nano_usd = u.cost_nano_usd + excluded.cost_nano_usd;

    update weir.buckets as b set used = b.used + d.used, held = b.held - d.released
    from (
      select c.customer_id, c.bucket_id, sum(c.used)::bigint as used, sum(c.released)::bigint as released
      from (
        select p_customer_ids[l.op] as customer_id, l.bucket_id, l.quantity as used, 0 as released
        from rows from (unnest(v_line_ops), unnest(v_lines)) as l (op, meter, quantity, bucket_id, overrun)
        where l.bucket_id is not null
        union all
        select r.customer_id, r.bucket_id, 0, r.units
        from unnest(v_released_customers, v_released_buckets, v_released_units) as r (customer_id, bucket_id, units)
      ) as c
      group by c.customer_id, c.bucket_id
    ) as d
    cross join lateral (
      select b.ctid from weir.buckets as b where b.customer_id = d.customer_id and b.bucket_id = d.bucket_id offset 0
    ) as row
    where b.ctid = row.ctid;

    if v_overrun then
      insert into weir.overruns as o (customer_id, meter, period_start, period_end, quantity)
        select p_customer_ids[v_extra_ops[v.at]], v_extra_meters[v.at], v.period_start, v.period_end, sum(v.units)
        from unnest(x.overrun_at, x.overrun_units, x.overrun_starts, x.overrun_ends)
          as v (at, units, period_start, period_end)
        group by 1, 2, 3, 4
        on conflict (customer_id, meter, period_end, period_start) do update set quantity = o.quantity + excluded.quantity;
    end if;

    update weir.holds as h
      set state = case h.state when 'pending' then 'posted' else h.state end,
        resolved_at = coalesce(h.resolved_at, p_now), event_id = o.event_id, posted_at = p_now
    from unnest(p_modes, p_customer_ids, p_hold_ids, p_event_ids, v_posting)
      as o (mode, customer_id, hold_id, event_id, posting)
    cross join lateral (
      select h.ctid from weir.holds as h where h.customer_id = o.customer_id and h.hold_id = o.hold_id offset 0
    ) as row
    where o.posting and o.mode = 'settle' and h.ctid = row.ctid and h.event_id is null;

    if 'record' = any (p_modes) or 'consume' = any (p_modes) then
      perform weir.post_keys(p_now, p_modes, p_customer_ids, p_event_ids, p_keys, p_request_hashes, v_posting);
    end if;
  end if;

  return query
    select o.op::integer, o.status, o.event_id, v.meters, v.units, (x.denials[o.denied]).*
    from unnest(v_status, v_event, v_denied_at, 0 || v_lines_to, v_lines_to) with ordinality
      as o (status, event_id, denied, lines_from, lines_to, op)
    left join lateral (
      select array_agg(l.meter) as meters, array_agg(l.quantity) as units
      from unnest(v_lines[o.lines_from + 1 : o.lines_to]) as l
      where v_overrun and l.overrun
      offset 0
    ) as v on v_overrun
    where o.op <= v_ops
    order by o.op;
end
$function$;
comment on function weir.post is 'Posts usage (settle, record, consume): a batch, one mode and one answer an operation.';
