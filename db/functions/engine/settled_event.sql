-- Purpose: the event that settled a hold, or the first request of a key: what a replay can still be told.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.settled_event(p_customer_id uuid, p_hold_id uuid, p_key text)
returns table (event_id uuid, input_tokens bigint, cached_input_tokens bigint, output_tokens bigint,
  reasoning_tokens bigint, cost_nano_usd bigint, provenance text)
language plpgsql stable
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_event_id uuid;
  v_recorded_at timestamptz;
begin
  select h.event_id, h.posted_at into v_event_id, v_recorded_at
    from weir.holds as h where h.customer_id = p_customer_id and h.hold_id = p_hold_id and h.event_id is not null;
  if not found then
    select coalesce(k.event_id, h.event_id), coalesce(k.recorded_at, h.posted_at) into v_event_id, v_recorded_at
      from weir.usage_keys as k
      left join weir.holds as h on h.customer_id = k.customer_id and h.hold_id = k.hold_id
      where k.customer_id = p_customer_id and k.kind = 'request' and k.key = p_key;
  end if;
  return query
    select e.event_id, e.input_tokens, e.cached_input_tokens, e.output_tokens, e.reasoning_tokens, e.cost_nano_usd,
      e.provenance
    from weir.usage_events as e
    where e.customer_id = p_customer_id and e.recorded_at = v_recorded_at and e.event_id = v_event_id;
end
$function$;
comment on function weir.settled_event(uuid, uuid, text) is 'The event that settled a hold, or the first request of a key.';
