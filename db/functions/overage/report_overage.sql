-- Purpose: writes what customers' overage has grown by since it was told last into the outbox, one message a bucket, in whole
--   units of Stripe's; what is left of one waits for more. Where a correction has taken away what was told already, that much
--   less is told of the same meter next, in whatever bucket: Stripe's own corrections reach back a day only.
--   Answers how many messages there are.
-- Locks: the customers' books, in key order, first: nothing is counted, and nobody else reports, meanwhile.
-- Errors: none. Idempotency: what was told is below the watermark; a repeat writes nothing.
create or replace function weir.report_overage(p_now timestamptz, p_customer_ids uuid[]) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_mode constant text := (select r.mode from weir.billing_rules as r);
  v_messages integer;
begin
  if v_mode is null or cardinality(p_customer_ids) = 0 then
    return 0;
  end if;
  perform weir.lock_books(p_now, p_customer_ids);

  with line as materialized (
    select l.*, l.counted - l.reported as owed, l.event_name is not null and l.buyer_id is not null as told
    from weir.overage_lines(p_now, v_mode, p_customer_ids) as l
  ), side as ( -- what is to be told, and what was told in excess, in the order of the buckets
    select l.*, sum(abs(l.owed)) over w - abs(l.owed) as before,
      sum(abs(l.owed)) over (partition by l.customer_id, l.meter, l.owed > 0) as whole
    from line as l
    where l.owed < 0 or l.owed > 0 and l.told
    window w as (partition by l.customer_id, l.meter, l.owed > 0 order by l.bucket_id)
  ), carried as (
    select s.customer_id, s.bucket_id,
      sign(s.owed) * least(abs(s.owed), greatest(least(s.whole, o.whole) - s.before, 0)) as units
    from side as s
    join (select distinct customer_id, meter, owed > 0 as is_owed, whole from side) as o
      on o.customer_id = s.customer_id and o.meter = s.meter and o.is_owed <> (s.owed > 0)
  ), due as (
    select l.*, coalesce(c.units, 0)::bigint as carried, v.value
    from line as l
    left join carried as c on c.customer_id = l.customer_id and c.bucket_id = l.bucket_id
    cross join lateral (
      select case when l.told then greatest(l.owed - coalesce(c.units, 0), 0)::bigint / l.per_units else 0 end as value
    ) as v
  ), credited as (
    update weir.overage_reports as r
      set carried_units = r.carried_units + d.carried, reported_units = r.reported_units + d.carried
      from due as d
      where d.carried < 0 and r.customer_id = d.customer_id and r.bucket_id = d.bucket_id
  ), marked as (
    insert into weir.overage_reports as r (customer_id, bucket_id, mode, event_name, per_units, buyer_id, carried_units,
        reported_units, reports, reported_at)
      select d.customer_id, d.bucket_id, v_mode, d.event_name, d.per_units, d.buyer_id, d.carried,
        d.carried + d.value * d.per_units, (d.value > 0)::integer, case when d.value > 0 then p_now end
      from due as d
      where d.told and d.owed >= 0
      order by d.customer_id, d.bucket_id
      on conflict (customer_id, bucket_id) do update
        set mode = excluded.mode, event_name = excluded.event_name, per_units = excluded.per_units,
          buyer_id = excluded.buyer_id, carried_units = r.carried_units + excluded.carried_units,
          reported_units = r.reported_units + excluded.reported_units, reports = r.reports + excluded.reports,
          reported_at = coalesce(excluded.reported_at, r.reported_at)
  )
  insert into weir.outbox (outbox_id, customer_id, bucket_id, report_no, mode, buyer_id, event_name, units, per_units, value,
      occurred_at, created_at, next_attempt_at)
    select gen_random_uuid(), d.customer_id, d.bucket_id, d.reports + 1, v_mode, d.buyer_id, d.event_name,
      d.value * d.per_units, d.per_units, d.value, d.occurred_at, p_now, p_now
    from due as d
    where d.value > 0
    order by d.customer_id, d.bucket_id;
  get diagnostics v_messages = row_count;
  return v_messages;
end
$function$;
comment on function weir.report_overage(timestamptz, uuid[]) is 'Writes what customers'' overage has grown by into the outbox.';
