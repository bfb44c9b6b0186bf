-- Purpose: a page of a customer's ledger, newest first, after the row with the given time and id (nulls: from the newest).
--   The pair is unique, so that rows of one instant are neither skipped nor repeated. Lines are summed by meter.
--   A correction is a row too: its numbers are what is added to the event that it names.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.usage_page(
  p_customer_id uuid, p_before_recorded_at timestamptz, p_before_event_id uuid, p_limit integer)
returns table (event_id uuid, user_id uuid, occurred_at timestamptz, recorded_at timestamptz, feature text, capability text,
  provider text, model text, provider_request_id text, project_id text, document_id text, input_tokens bigint,
  cached_input_tokens bigint, cache_write_tokens bigint, output_tokens bigint, reasoning_tokens bigint,
  cost_nano_usd bigint, price_version integer, provenance text, status text, error_code text, tier_requested text,
  tier_served text, retried boolean, prompt_version text, line_meters text[], line_quantities bigint[], corrects_event_id uuid,
  correction_reason text)
language plpgsql stable security definer
set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select e.event_id, e.user_id, e.occurred_at, e.recorded_at, e.feature, e.capability, e.provider, e.model,
      e.provider_request_id, e.project_id, e.document_id, e.input_tokens, e.cached_input_tokens, e.cache_write_tokens,
      e.output_tokens, e.reasoning_tokens, e.cost_nano_usd, e.price_version, e.provenance, e.status, e.error_code,
      e.tier_requested, e.tier_served, e.retried, e.prompt_version, l.meters, l.quantities, e.corrects_event_id,
      e.correction_reason
    from (
      select * from weir.usage_events as e
      where e.customer_id = p_customer_id
        and (e.recorded_at, e.event_id) < (coalesce(p_before_recorded_at, 'infinity'),
          coalesce(p_before_event_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by e.recorded_at desc, e.event_id desc
      limit p_limit
    ) as e
    cross join lateral (
      select array_agg(s.meter order by s.meter) as meters, array_agg(s.quantity order by s.meter) as quantities
      from (
        select l.meter, sum(l.quantity)::bigint as quantity from unnest(e.lines) as l group by l.meter
      ) as s
    ) as l
    order by e.recorded_at desc, e.event_id desc;
end
$function$;
comment on function weir.usage_page(uuid, timestamptz, uuid, integer) is 'A page of a customer''s ledger, newest first.';
