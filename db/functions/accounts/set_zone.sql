-- Purpose: the time zone in which a customer's days and months begin. It counts for every bucket that is made from now on:
--   what is open stays as it is until it ends, and the next one begins there (weir.bucket_period). Rollups stay UTC.
-- Answers: set | unchanged | unknown_customer (or a deleted one) | unknown_zone.
-- Locks: the customer's row, then its books. Errors: none. Idempotency: a repeat changes nothing and notifies nobody.
create or replace function weir.set_zone(p_now timestamptz, p_customer_id uuid, p_zone text) returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_zone text;
begin
  if not coalesce(weir.is_zone(p_zone), false) then
    return 'unknown_zone';
  end if;
  select c.zone into v_zone from weir.customers as c
    where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found then
    return 'unknown_customer';
  elsif v_zone = p_zone then
    return 'unchanged';
  end if;

  perform weir.lock_books(p_now, array[p_customer_id]);
  update weir.customers as c set zone = p_zone where c.customer_id = p_customer_id;
  update weir.grants as g set zone = p_zone where g.customer_id = p_customer_id and g.expires_at > p_now;
  perform pg_notify('weir_changed', 'customer:' || p_customer_id);
  return 'set';
end
$function$;
comment on function weir.set_zone(timestamptz, uuid, text) is 'Sets the time zone in which a customer''s days and months begin.';
