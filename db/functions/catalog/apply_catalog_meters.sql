-- Purpose: the meters of apply_catalog. One that the blueprint no longer has is retired: ledgers keep its name.
-- Locks: those of its caller. Errors: WE002 a meter's unit differs. Idempotency: as apply_catalog.
create or replace function weir.apply_catalog_meters(p_meters jsonb, p_now timestamptz)
  returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
declare
  v_meter text;
begin
  select m.meter into v_meter
    from weir.meters as m
    join jsonb_to_recordset(p_meters) as w (code text, unit text) on w.code = m.meter
    where w.unit <> m.unit
    order by m.meter limit 1;
  if found then
    raise exception 'The unit of meter % cannot change: its ledger is written in it.', quote_literal(v_meter)
      using errcode = 'WE002';
  end if;

  return query
    select case when m.meter is null then 'add' when w.code is null then 'remove' else 'change' end,
      'meter', coalesce(w.code, m.meter),
      case when m.meter is null then w.unit || ', limit ' || w."limit" when w.code is null then 'retired'
        else concat_ws('; ',
          case when w."limit" <> m.limit_kind then 'limit ' || m.limit_kind || ' → ' || w."limit" end,
          case when (w.late_events, w.late_after, w.future_tolerance)
              is distinct from (m.late_events, m.late_after_s * 1000::bigint, m.future_s * 1000::bigint) then
            format('events %s after %s s, %s s ahead → %s after %s s, %s s ahead', m.late_events, m.late_after_s, m.future_s,
              w.late_events, w.late_after / 1000, w.future_tolerance / 1000) end) end
    from jsonb_to_recordset(p_meters)
      as w (code text, unit text, "limit" text, late_events text, late_after bigint, future_tolerance bigint)
    full join (select a.* from weir.meters as a where a.retired_at is null) as m on m.meter = w.code
    where m.meter is null or w.code is null
      or (w."limit", w.late_events, w.late_after, w.future_tolerance)
        is distinct from (m.limit_kind, m.late_events, m.late_after_s * 1000::bigint, m.future_s * 1000::bigint)
    order by 3;

  insert into weir.meters as m (meter, unit, limit_kind, late_events, late_after_s, future_s)
    select w.code, w.unit, w."limit", w.late_events, w.late_after / 1000, w.future_tolerance / 1000
    from jsonb_to_recordset(p_meters)
      as w (code text, unit text, "limit" text, late_events text, late_after bigint, future_tolerance bigint)
    on conflict (meter) do update set limit_kind = excluded.limit_kind, late_events = excluded.late_events,
        late_after_s = excluded.late_after_s, future_s = excluded.future_s, retired_at = null
      where m.retired_at is not null or (m.limit_kind, m.late_events, m.late_after_s, m.future_s)
        is distinct from (excluded.limit_kind, excluded.late_events, excluded.late_after_s, excluded.future_s);
  update weir.meters as m set retired_at = p_now
    where m.retired_at is null
      and not exists (select from jsonb_to_recordset(p_meters) as w (code text) where w.code = m.meter);
end
$function$;
comment on function weir.apply_catalog_meters(jsonb, timestamptz) is 'Part of apply_catalog.';
