-- Purpose: the events of explain: the last p_last that have a line of the meter, newest first, of the customer's latest
--   1000. units is what the event counts for the meter, overrun the part of it beyond hold and limit; a correction's may be
--   negative.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.explain_events(p_customer_id uuid, p_meter text, p_last integer) returns jsonb
language plpgsql stable
set search_path = ''
as $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('event_id', e.event_id,
        'kind', case when e.corrects_event_id is null then 'usage' else 'correction' end,
        'corrects', e.corrects_event_id, 'reason', e.correction_reason, 'occurred_at', e.occurred_at,
        'recorded_at', e.recorded_at, 'units', e.units, 'overrun', e.overrun, 'late', e.late, 'hold_id', e.hold_id,
        'user_id', e.user_id, 'feature', e.feature, 'provider', e.provider, 'model', e.model,
        'cost_nano_usd', e.cost_nano_usd, 'price_version', e.price_version, 'provenance', e.provenance,
        'status', e.status)
      order by e.recorded_at desc, e.event_id desc), '[]')
    from (
      select e.*, l.units, l.overrun
      from (
        select * from weir.usage_events as e
        where e.customer_id = p_customer_id
        order by e.recorded_at desc, e.event_id desc
        limit 1000
      ) as e
      cross join lateral (
        select sum(l.quantity)::bigint as units, coalesce(sum(l.quantity) filter (where l.overrun), 0)::bigint as overrun
        from unnest(e.lines) as l where l.meter = p_meter
      ) as l
      where l.units is not null
      order by e.recorded_at desc, e.event_id desc
      limit p_last
    ) as e);
end
$function$;
comment on function weir.explain_events(uuid, text, integer) is 'Part of explain.';
