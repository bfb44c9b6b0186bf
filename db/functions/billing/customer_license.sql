-- Purpose: the licence of a customer that the account shows: of several the one that can be used, then the newest. With its
--   instances, the first hundred.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.customer_license(p_now timestamptz, p_customer_id uuid)
returns table (key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamptz,
  instance_ids uuid[], instance_names text[], activated_at timestamptz[])
language plpgsql stable security definer
set search_path = ''
as $function$
begin
  return query
    with own as (
      select l.provider, l.mode, l.object_id, l.version_at
      from weir.license_keys as l
      join weir.billing_rules_in_force() as r on r.mode = l.mode
      where l.customer_id = p_customer_id
      union all
      select l.provider, l.mode, l.object_id, l.version_at
      from weir.billing_customers as b
      join weir.billing_rules_in_force() as r on r.mode = b.mode
      join weir.license_keys as l on l.provider = b.provider and l.mode = b.mode and l.buyer_id = b.buyer_id
      where b.customer_id = p_customer_id and l.customer_id is null
    )
    select a.key_short, a.status, a.activation_limit, a.activation_usage, a.expires_at, i.ids, i.names, i.times
    from own as o
    cross join lateral weir.license_answer(p_now, o.provider, o.mode, o.object_id) as a
    cross join lateral (
      select coalesce(array_agg(i.instance_id order by i.activated_at, i.instance_id), '{}') as ids,
        coalesce(array_agg(i.name order by i.activated_at, i.instance_id), '{}') as names,
        coalesce(array_agg(i.activated_at order by i.activated_at, i.instance_id), '{}') as times
      from (
        select i.* from weir.license_instances as i
        where i.provider = o.provider and i.mode = o.mode and i.license_id = o.object_id
        order by i.activated_at, i.instance_id limit 100
      ) as i
    ) as i
    order by a.status in ('active', 'inactive') desc, o.version_at desc, o.object_id
    limit 1;
end
$function$;
comment on function weir.customer_license(timestamptz, uuid) is 'The licence of a customer that the account shows.';
