-- Purpose: expires the pending holds of the given customers whose lease has run out, oldest first, at most p_limit (null:
--   all); gives their units back to the buckets and tallies they came from. Returns how many. The hold stays: a late
--   settle finds it.
-- Locks: none of its own; the caller holds the customers' books.
-- Errors: none. Idempotency: a hold expires once.
create or replace function weir.expire_due(p_now timestamptz, p_customer_ids uuid[], p_limit integer) returns integer
language plpgsql
set search_path = ''
set enable_sort = off -- the index that has the order is the one to read: another would bring all holds of a customer
as $function$
declare
  v_expired integer;
begin
  with due as (
    select h.ctid
    from weir.books as b
    cross join lateral (
      select h.ctid, h.expires_at from weir.holds as h
      where h.customer_id = b.customer_id and h.expires_at between b.next_expiry and p_now and h.expires_at > '-infinity'
        and h.state = 'pending'
      order by h.expires_at
      offset 0
    ) as h
    where b.customer_id = any (p_customer_ids)
    order by h.expires_at
    limit p_limit
  ), expired as (
    update weir.holds as h set state = 'expired', resolved_at = p_now
    from due as d
    where h.ctid = d.ctid and h.state = 'pending'
    returning h.customer_id, h.lines, h.tallies
  ), counted as (
    update weir.tallies as t set held = t.held - r.quantity
    from (
      select e.customer_id, l.tally_id, sum(l.quantity)::bigint as quantity
      from expired as e cross join lateral unnest(e.tallies) as l
      group by e.customer_id, l.tally_id
    ) as r
    cross join lateral (
      select t.ctid from weir.tallies as t where t.customer_id = r.customer_id and t.tally_id = r.tally_id offset 0
    ) as row
    where t.ctid = row.ctid and r.quantity <> 0
  ), released as (
    update weir.buckets as b set held = b.held - r.quantity
    from (
      select e.customer_id, l.bucket_id, sum(l.quantity)::bigint as quantity
      from expired as e cross join lateral unnest(e.lines) as l
      group by e.customer_id, l.bucket_id
    ) as r
    cross join lateral (
      select b.ctid from weir.buckets as b where b.customer_id = r.customer_id and b.bucket_id = r.bucket_id offset 0
    ) as row
    where b.ctid = row.ctid
  )
  select count(*) into v_expired from expired;

  -- The first pending hold to come; with a limit due ones may be left, then the first of those. Of many posted ones only some are
  -- read, and the last of them stands in: a customer with thousands of calls a second does not come here with each.
  update weir.books as b set next_expiry = coalesce((
      select coalesce(min(h.expires_at) filter (where h.state = 'pending'), max(h.expires_at))
      from (
        select h.expires_at, h.state from weir.holds as h
        where h.customer_id = b.customer_id
          and h.expires_at >= case when v_expired < p_limit is not false then p_now else b.next_expiry end
          and h.expires_at > '-infinity' and (h.state = 'pending' or h.expires_at > p_now)
        order by h.expires_at limit 200
      ) as h), 'infinity')
    where b.customer_id = any (p_customer_ids);
  return v_expired;
end
$function$;
comment on function weir.expire_due(timestamptz, uuid[], integer)
  is 'Expires the due holds of customers whose books the caller has locked.';
