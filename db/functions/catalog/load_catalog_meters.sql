-- Purpose: the meters of load_catalog: those of the blueprint, and retired ones that a plan version still grants.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.load_catalog_meters() returns jsonb
  language sql stable
  set search_path = ''
as $function$
  select coalesce(jsonb_agg(
    jsonb_build_object('code', m.meter, 'unit', m.unit, 'limit', m.limit_kind,
      'late_events', m.late_events, 'late_after', m.late_after_s * 1000::bigint,
      'future_tolerance', m.future_s * 1000::bigint) order by m.meter), '[]')
  from weir.meters as m
  where m.retired_at is null or exists (select from weir.plan_entitlements as e where e.meter = m.meter)
$function$;
comment on function weir.load_catalog_meters() is 'Part of load_catalog.';
