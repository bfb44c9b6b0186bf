-- Purpose: a page of what is told to Stripe's meters, newest first, after the one with the given time and id (nulls: from the
--   newest); of one customer, in one state, when these are given. With p_outbox_id that message alone.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.overage_message_page(p_outbox_id uuid, p_customer_id uuid, p_state text,
  p_before_created_at timestamptz, p_before_outbox_id uuid, p_limit integer)
returns table (outbox_id uuid, customer_id uuid, mode text, meter text, event_name text, buyer_id text, units bigint,
  value bigint, occurred_at timestamptz, created_at timestamptz, state text, attempts integer, next_attempt_at timestamptz,
  reason text, sent_at timestamptz)
language sql stable security definer
set search_path = ''
as $function$
  select o.outbox_id, o.customer_id, o.mode, b.meter, o.event_name, o.buyer_id, o.units, o.value, o.occurred_at, o.created_at,
    o.state, o.attempts, case when o.state = 'waiting' then o.next_attempt_at end, o.reason, o.sent_at
  from weir.outbox as o
  join weir.buckets as b on b.customer_id = o.customer_id and b.bucket_id = o.bucket_id
  where (p_outbox_id is null or o.outbox_id = p_outbox_id)
    and (p_customer_id is null or o.customer_id = p_customer_id)
    and (p_state is null or o.state = p_state)
    and (o.created_at, o.outbox_id) < (coalesce(p_before_created_at, 'infinity'),
      coalesce(p_before_outbox_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by o.created_at desc, o.outbox_id desc
  limit p_limit
$function$;
comment on function weir.overage_message_page(uuid, uuid, text, timestamptz, uuid, integer)
  is 'A page of what is told to Stripe''s meters, newest first.';
