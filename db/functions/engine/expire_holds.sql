-- Purpose: the sweep: expires at most p_limit holds whose lease has run out, of customers whose books nobody has locked.
--   Admission does not depend on it (lock_books expires what is due before anything is decided); it keeps the books of
--   quiet customers true. Returns how many it expired; fewer than p_limit means that nothing is left but what others hold.
-- Locks: books, skipping what is locked: it never waits, so replicas may sweep at once.
-- Errors: none. Idempotency: a hold expires once.
create or replace function weir.expire_holds(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set jit = off
as $function$
declare
  v_ids uuid[] := array(
    select b.customer_id from weir.books as b
    where b.next_expiry <= p_now and b.next_expiry < 'infinity'
    order by b.next_expiry
    limit p_limit
    for update skip locked);
begin
  return case when cardinality(v_ids) = 0 then 0 else weir.expire_due(p_now, v_ids, p_limit) end;
end
$function$;
comment on function weir.expire_holds(timestamptz, integer) is 'Sweeps holds whose lease has run out; safe in several replicas.';
