-- Purpose: a page of the audit log, of one customer or (null) of all, newest first, after the row with the given time and
--   id (nulls: from the newest).
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.audit_log_page(
  p_customer_id uuid, p_before_recorded_at timestamptz, p_before_entry_id uuid, p_limit integer)
returns table (entry_id uuid, recorded_at timestamptz, actor_kind text, actor_id text, action text, target_id text,
  customer_id uuid, request_id text, details text)
language sql stable security definer
set search_path = ''
as $function$
  select a.entry_id, a.recorded_at, a.actor_kind, a.actor_id, a.action, a.target_id, a.customer_id, a.request_id,
    a.details::text
  from weir.audit_log as a
  where (p_customer_id is null or a.customer_id = p_customer_id)
    and (a.recorded_at, a.entry_id) < (coalesce(p_before_recorded_at, 'infinity'),
      coalesce(p_before_entry_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by a.recorded_at desc, a.entry_id desc
  limit p_limit
$function$;
comment on function weir.audit_log_page(uuid, timestamptz, uuid, integer) is 'A page of the audit log, newest first.';
