-- Purpose: corrects an event of the ledger with a new row, which has what is to be added to the event's numbers; it may be
--   negative. Units go back where they came from, the last taken first: overruns, then the very buckets. A bucket that has
--   closed keeps them as breakage (lost). More usage is booked like a late record: to the buckets that were open when the
--   event occurred, as far as limits allow, the rest is overrun. Rollups move on the event's own day and month, tallies are
--   those in which the event counted.
-- Input: meters and quantities, in parallel: each meter once. p_recorded_at is the event's, for a look-up without a search
--   (null: the customer's ledger is searched). p_reason is a code, 1 to 100 characters, never text of a user.
-- Answers: corrected (with what was overrun, and what was lost) | already_corrected (the same p_event_id) | key_conflict
--   (p_event_id is that of another event) | not_found | below_zero (all rows of the event together would be negative
--   somewhere) | invalid (unknown meter, a meter twice, nothing to add, no reason, or what it corrects is a correction).
-- Locks: the customer's books, first.
-- Errors: none; a violated limit would raise 23514: a bug, not an outcome. Idempotency: p_event_id corrects once, for ever.
create or replace function weir.correct(
  p_now timestamptz, p_customer_id uuid, p_event_id uuid, p_corrects uuid, p_recorded_at timestamptz, p_reason text,
  p_meters text[], p_quantities bigint[], p_input_tokens bigint, p_cached_input_tokens bigint, p_cache_write_tokens bigint,
  p_output_tokens bigint, p_reasoning_tokens bigint, p_cost_nano_usd bigint)
returns table (status text, event_id uuid, overrun_meters text[], overrun_units bigint[], lost_meters text[],
  lost_units bigint[])
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  e weir.usage_events;
  v_status text;
  v_deltas bigint[] := array[coalesce(p_input_tokens, 0), coalesce(p_cached_input_tokens, 0),
    coalesce(p_cache_write_tokens, 0), coalesce(p_output_tokens, 0), coalesce(p_reasoning_tokens, 0),
    coalesce(p_cost_nano_usd, 0)];
  v_lines weir.usage_line[];
  v_periods tstzrange[];
  -- A settled event has no key: the ledger is searched, and before the lock, since a customer's may be long.
  v_taken boolean := exists (
    select from weir.usage_events as u
    where u.customer_id = p_customer_id and u.event_id = p_event_id and u.corrects_event_id is distinct from p_corrects);
begin
  perform weir.lock_books(p_now, array[p_customer_id]);
  select * into e from weir.usage_events as u
    where u.customer_id = p_customer_id and u.event_id = p_corrects
      and (p_recorded_at is null or u.recorded_at = p_recorded_at)
    order by u.recorded_at
    limit 1;

  v_status := case
    when e.event_id is null then 'not_found'
    when exists (
      select from weir.usage_events as u
      where u.customer_id = p_customer_id and u.corrects_event_id = p_corrects and u.event_id = p_event_id)
      then 'already_corrected'
    when v_taken or p_event_id = p_corrects or exists (
      select from weir.usage_keys as k
      where k.customer_id = p_customer_id and k.kind = 'event' and k.key = p_event_id::text) then 'key_conflict'
    when p_event_id is null or e.corrects_event_id is not null
      or not coalesce(char_length(p_reason) between 1 and 100, false)
      or 0 = all (v_deltas) and not exists (select from unnest(p_quantities) as q where q <> 0)
      or exists (
        select from unnest(p_meters, p_quantities) as l (meter, quantity)
        left join weir.meters as m on m.meter = l.meter
        group by l.meter
        having bool_or(m.meter is null or l.quantity is null) or count(*) > 1) then 'invalid'
  end;
  if v_status is null then
    select l.below_zero, l.lines, l.periods into v_status, v_lines, v_periods
      from weir.correction_lines(e, p_meters, p_quantities, v_deltas) as l;
  end if;
  if v_status is not null then
    return query select v_status, case when v_status = 'already_corrected' then p_event_id end,
      null::text[], null::bigint[], null::text[], null::bigint[];
    return;
  end if;

  perform weir.book_correction(e, v_lines, v_periods, v_deltas);
  insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, user_id, input_tokens,
      cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried,
      late, feature, capability, provider, model, provider_request_id, project_id, document_id, provenance, status,
      error_code, tier_requested, tier_served, prompt_version, lines, overrun_periods, tallies,
      corrects_event_id, corrects_recorded_at, correction_reason)
    values (p_customer_id, greatest(p_now, e.recorded_at), p_event_id, e.occurred_at, e.user_id, v_deltas[1], v_deltas[2],
      v_deltas[3], v_deltas[4], v_deltas[5], v_deltas[6], e.price_version, e.retried, false, e.feature, e.capability,
      e.provider, e.model, e.provider_request_id, e.project_id, e.document_id, e.provenance, e.status, e.error_code,
      e.tier_requested, e.tier_served, e.prompt_version, v_lines, v_periods,
      weir.tally_correct(p_customer_id, e.tallies, p_meters, p_quantities), e.event_id, e.recorded_at, left(p_reason, 100));
  insert into weir.usage_keys (customer_id, kind, key, event_id, recorded_at, created_at)
    values (p_customer_id, 'event', p_event_id::text, p_event_id, greatest(p_now, e.recorded_at), p_now);

  return query
    select 'corrected', p_event_id, array_agg(l.meter order by l.meter) filter (where l.overrun > 0),
      array_agg(l.overrun order by l.meter) filter (where l.overrun > 0),
      array_agg(l.meter order by l.meter) filter (where l.lost > 0),
      array_agg(l.lost order by l.meter) filter (where l.lost > 0)
    from (
      select l.meter, sum(l.quantity) filter (where l.overrun and l.quantity > 0)::bigint as overrun,
        -sum(l.quantity) filter (where l.quantity < 0 and least(b.period_end, g.expires_at) <= p_now)::bigint as lost
      from unnest(v_lines) as l
      left join weir.buckets as b on b.customer_id = p_customer_id and b.bucket_id = l.bucket_id
      left join weir.grants as g on g.customer_id = b.customer_id and g.grant_id = b.grant_id
      group by l.meter
    ) as l;
end
$function$;
comment on function weir.correct(timestamptz, uuid, uuid, uuid, timestamptz, text, text[], bigint[], bigint, bigint, bigint,
  bigint, bigint, bigint) is 'Corrects an event of the ledger with a new row.';
