-- Purpose: the customers that pay more than one subscription, and what they pay: nobody wants that, and only an operator can
--   give one back. Two checkouts that were open at once, both paid, lead there.
-- Locks: none. Reads whole tables. Errors: none. Idempotency: reads only.
create or replace function weir.doubled_subscriptions(p_mode text) returns table (customer_id uuid, subscriptions text[])
  language sql stable security definer
  set search_path = ''
as $function$
  with living as (
    select coalesce(s.customer_id, b.customer_id) as customer_id, s.provider || ':' || s.object_id as name
    from weir.billing_subscriptions as s
    left join weir.billing_customers as b on b.provider = s.provider and b.mode = s.mode and b.buyer_id = s.buyer_id
    where s.mode = p_mode and s.status in ('trialing', 'active', 'past_due', 'unpaid', 'paused')
  )
  select l.customer_id, array_agg(l.name order by l.name)
  from living as l
  where l.customer_id is not null
  group by l.customer_id
  having count(*) > 1
  order by l.customer_id
$function$;
comment on function weir.doubled_subscriptions(text) is 'The customers that pay more than one subscription.';
