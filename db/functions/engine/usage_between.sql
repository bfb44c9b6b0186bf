-- Purpose: the totals of a customer's events that occurred in [p_from, p_until), from the ledger, as the daily rollup counts
--   them: a correction changes numbers, and is no event of its own. For parts of a day: it reads every event in them. Rows
--   lie by recorded_at; those that came more than an hour after they occurred have an index of their own
--   (usage_events_late_idx), whose condition stands here in its words.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.usage_between(p_customer_id uuid, p_from timestamptz, p_until timestamptz)
returns table (events bigint, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint,
  reasoning_tokens bigint)
language plpgsql stable
set search_path = ''
set enable_seqscan = off
as $function$
#variable_conflict use_column
begin
  if p_from >= p_until then
    return;
  end if;
  return query
    select count(*) filter (where e.corrects_event_id is null), coalesce(sum(e.input_tokens), 0)::bigint,
      coalesce(sum(e.cached_input_tokens), 0)::bigint, coalesce(sum(e.output_tokens), 0)::bigint,
      coalesce(sum(e.reasoning_tokens), 0)::bigint
    from (
      select e.corrects_event_id, e.input_tokens, e.cached_input_tokens, e.output_tokens, e.reasoning_tokens
      from weir.usage_events as e
      where e.customer_id = p_customer_id and e.recorded_at >= p_from and e.recorded_at < p_until + interval '1 hour'
        and e.occurred_at >= p_from and e.occurred_at < p_until and not (e.recorded_at - e.occurred_at > interval '1 hour')
      union all
      select e.corrects_event_id, e.input_tokens, e.cached_input_tokens, e.output_tokens, e.reasoning_tokens
      from weir.usage_events as e
      where e.customer_id = p_customer_id and e.occurred_at >= p_from and e.occurred_at < p_until
        and e.recorded_at - e.occurred_at > interval '1 hour'
    ) as e;
end
$function$;
comment on function weir.usage_between(uuid, timestamptz, timestamptz)
  is 'Totals of a customer''s events in part of a day, from the ledger.';
