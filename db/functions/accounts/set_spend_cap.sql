-- Purpose: how much overage of a meter a customer lets itself use in each period; null takes the cap away. It holds at once,
--   for the open period too: what is over it already stays, and nothing more is admitted. Answers: set (also when it was so) |
--   removed | unknown_customer | unknown_meter.
-- Locks: the customer's row; then those of sync_plan_grants. Errors: 22023 a negative amount.
-- Idempotency: a repeat ends in the same cap.
create or replace function weir.set_spend_cap(p_now timestamptz, p_customer_id uuid, p_meter text, p_amount bigint)
  returns text
  language plpgsql security definer
  set search_path = ''
as $function$
begin
  if p_amount < 0 then
    raise exception 'A spend cap cannot be negative.' using errcode = '22023';
  end if;
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found then
    return 'unknown_customer';
  elsif not exists (select from weir.meters as m where m.meter = p_meter and m.limit_kind = 'granted') then
    return 'unknown_meter';
  end if;

  if p_amount is null then
    delete from weir.spend_caps as c where c.customer_id = p_customer_id and c.meter = p_meter;
  else
    insert into weir.spend_caps as c (customer_id, meter, amount, updated_at)
      values (p_customer_id, p_meter, p_amount, p_now)
      on conflict (customer_id, meter) do update set amount = excluded.amount, updated_at = excluded.updated_at
      where c.amount <> excluded.amount;
  end if;
  perform weir.sync_plan_grants(p_now, array[p_customer_id]);
  return case when p_amount is null then 'removed' else 'set' end;
end
$function$;
comment on function weir.set_spend_cap(timestamptz, uuid, text, bigint)
  is 'How much overage of a meter a customer lets itself use.';
