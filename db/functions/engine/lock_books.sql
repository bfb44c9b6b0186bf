-- Purpose: what every engine function does first: locks the books of the customers that it will touch, and expires their
--   holds whose lease has run out, so that nobody ever meets an expired hold that still counts. With several functions in
--   one transaction, one call with all their customers comes first: that keeps the order.
-- Locks: books, in key order; nothing else is ever locked before them. A missing row is made first, in the same order;
--   an unknown customer gets none.
-- Answers: those of the customers that are unknown.
-- Errors: none. Idempotency: a repeat in one transaction is cheap and changes nothing.
create or replace function weir.lock_books(p_now timestamptz, p_customer_ids uuid[]) returns uuid[]
language plpgsql security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set jit = off
as $function$
declare
  v_ids uuid[] := array(select distinct k.id from unnest(p_customer_ids) as k (id) where k.id is not null order by k.id);
  v_due uuid[];
  v_known integer;
begin
  if exists (
    select from unnest(v_ids) as k (id) where not exists (select from weir.books as b where b.customer_id = k.id))
  then
    insert into weir.books (customer_id)
      select c.customer_id from weir.customers as c
      where c.customer_id = any (v_ids)
        and not exists (select from weir.books as b where b.customer_id = c.customer_id)
      order by c.customer_id
      on conflict do nothing;
  end if;

  select array_agg(l.customer_id) filter (where l.next_expiry <= p_now), count(*) into v_due, v_known
  from (
    select b.customer_id, b.next_expiry from weir.books as b
    where b.customer_id = any (v_ids)
    order by b.customer_id
    for update
  ) as l;

  if v_due is not null then
    perform weir.expire_due(p_now, v_due, null);
  end if;
  return case when v_known = cardinality(v_ids) then '{}' else array(
    select k.id from unnest(v_ids) as k (id) where not exists (select from weir.books as b where b.customer_id = k.id))
  end;
end
$function$;
comment on function weir.lock_books(timestamptz, uuid[]) is 'Locks customers'' books in key order and expires their due holds.';
