-- Purpose: what ids that a service names stand for, one row an id that is known: as a customer, a member who can be asked
--   for its snapshot (an owner first); as a user, the customers that this user acts for, at most ten. A personal customer
--   and its user share one id. An id that nobody signed up with has no row: naming it makes nobody.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.find_parties(p_ids uuid[])
  returns table (id uuid, owner_id uuid, customer_ids uuid[])
  language plpgsql stable security definer
  set search_path = ''
as $function$
#variable_conflict use_column
begin
  return query
    select i.id, o.user_id, u.customer_ids
    from (select distinct i.id from unnest(p_ids) as i (id)) as i
    left join lateral (
      select m.user_id from weir.customers as c
      join weir.members as m on m.customer_id = c.customer_id
      where c.customer_id = i.id and c.deleted_at is null
      order by m.role <> 'owner', m.created_at, m.user_id
      limit 1
    ) as o on true
    cross join lateral (
      select coalesce(array_agg(m.customer_id order by m.customer_id), '{}') as customer_ids
      from (
        select m.customer_id from weir.members as m
        join weir.customers as c on c.customer_id = m.customer_id and c.deleted_at is null
        where m.user_id = i.id
        order by m.customer_id
        limit 10
      ) as m
    ) as u
    where o.user_id is not null or u.customer_ids <> '{}';
end
$function$;
comment on function weir.find_parties(uuid[]) is 'What ids that a service names stand for: customers, users.';
