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
        else 'limit ' || m.limit_kind || ' → ' || w."limit" end
    from jsonb_to_recordset(p_meters) as w (code text, unit text, "limit" text)
    full join (select a.* from weir.meters as a where a.retired_at is null) as m on m.meter = w.code
    where m.meter is null or w.code is null or w."limit" <> m.limit_kind
    order by 3;

  insert into weir.meters as m (meter, unit, limit_kind)
    select w.code, w.unit, w."limit" from jsonb_to_recordset(p_meters) as w (code text, unit text, "limit" text)
    on conflict (meter) do update set limit_kind = excluded.limit_kind, retired_at = null
      where m.limit_kind <> excluded.limit_kind or m.retired_at is not null;
  update weir.meters as m set retired_at = p_now
    where m.retired_at is null
      and not exists (select from jsonb_to_recordset(p_meters) as w (code text) where w.code = m.meter);
end
$function$;
comment on function weir.apply_catalog_meters(jsonb, timestamptz) is 'Part of apply_catalog.';
