-- Purpose: who acts for a customer, owners first; at most p_limit.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.admin_members(p_customer_id uuid, p_limit integer)
returns table (user_id uuid, role text, created_at timestamptz)
language sql stable security definer
set search_path = ''
as $function$
  select m.user_id, m.role, m.created_at
  from weir.members as m
  where m.customer_id = p_customer_id
  order by array_position('{owner,admin,member}', m.role), m.created_at, m.user_id
  limit p_limit
$function$;
comment on function weir.admin_members(uuid, integer) is 'Who acts for a customer, owners first.';
