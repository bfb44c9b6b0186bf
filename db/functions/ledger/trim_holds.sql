-- Purpose: forgets holds that ended more than p_keep ago (35 days at least), at most p_limit; returns how many. Pending ones
--   stay, and so do those that a key could still ask for: a key is as old as its hold, so a hold that is older than every key
--   has none. A late settle of a forgotten hold finds nothing; its ledger row, where it had one, stays.
-- Locks: the books of those customers, skipping what is locked: it never waits, so replicas may trim at once.
-- Errors: none. Idempotency: deletes what is left.
create or replace function weir.trim_holds(p_now timestamptz, p_keep interval, p_limit integer) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_before constant timestamptz := p_now - greatest(p_keep, interval '35 days');
  v_oldest constant timestamptz := least(v_before, (
    select min(k.created_at) from weir.usage_keys as k where k.created_at < v_before));
  v_customers uuid[];
  v_holds uuid[];
  v_free uuid[];
  v_deleted integer;
begin
  select array_agg(h.customer_id), array_agg(h.hold_id) into v_customers, v_holds
  from (
    select h.customer_id, h.hold_id from weir.holds as h
    where h.reserved_at < v_oldest and h.state <> 'pending' and coalesce(h.posted_at, h.resolved_at) < v_before
    limit p_limit
  ) as h;
  if v_holds is null then
    return 0;
  end if;
  v_free := array(
    select b.customer_id from weir.books as b
    where b.customer_id = any (v_customers)
    order by b.customer_id
    for update skip locked);

  -- Another may have settled one of them before its books were ours.
  delete from weir.holds as h
  using unnest(v_customers, v_holds) as o (customer_id, hold_id)
  where h.customer_id = o.customer_id and h.hold_id = o.hold_id and h.customer_id = any (v_free)
    and h.state <> 'pending' and coalesce(h.posted_at, h.resolved_at) < v_before;
  get diagnostics v_deleted = row_count;
  return v_deleted;
end
$function$;
comment on function weir.trim_holds(timestamptz, interval, integer) is 'Forgets holds that ended long ago.';
