-- Purpose: gives a customer units beside its plan: a purchase (top-up), a promotion, or by hand (admin). They last from
--   p_effective_at (null: now) until p_expires_at (null: for ever), once; what is left then is breakage.
-- Answers: granted | already_granted (the same grant_id) | unknown_customer | unknown_meter.
-- Locks: the customer's books.
-- Errors: 22023 for a negative amount, an unknown source, or an end that is not after the start.
-- Idempotency: a grant_id grants once.
create or replace function weir.grant_units(
  p_now timestamptz, p_customer_id uuid, p_grant_id uuid, p_meter text, p_amount bigint, p_source text,
  p_priority integer, p_effective_at timestamptz, p_expires_at timestamptz) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_from constant timestamptz := coalesce(p_effective_at, p_now);
  v_until constant timestamptz := coalesce(p_expires_at, 'infinity');
begin
  if not coalesce(p_amount >= 0, false) or not coalesce(p_source in ('purchase', 'promotion', 'admin'), false)
    or v_until <= v_from
  then
    raise exception 'A grant needs an amount of at least 0, a known source, and an end after its start.'
      using errcode = '22023';
  end if;
  perform weir.lock_books(p_now, array[p_customer_id]);
  if not exists (select from weir.books as b where b.customer_id = p_customer_id) then
    return 'unknown_customer';
  elsif not exists (select from weir.meters as m where m.meter = p_meter) then
    return 'unknown_meter';
  end if;

  insert into weir.grants (customer_id, grant_id, meter, source, priority, amount, period, anchor_at, effective_at,
      expires_at, created_at)
    values (p_customer_id, p_grant_id, p_meter, p_source, coalesce(p_priority, 200), p_amount, 'lifetime', v_from, v_from,
      v_until, p_now)
    on conflict (customer_id, grant_id) do nothing;
  return case when found then 'granted' else 'already_granted' end;
end
$function$;
comment on function weir.grant_units(timestamptz, uuid, uuid, text, bigint, text, integer, timestamptz, timestamptz)
  is 'Gives a customer units beside its plan.';
