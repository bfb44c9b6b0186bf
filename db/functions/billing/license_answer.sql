-- Purpose: what may be shown of a licence: never its hash. One that is activated somewhere is active, whatever the provider's
--   own count says; one whose time is over is expired from that instant on.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.license_answer(p_now timestamptz, p_provider text, p_mode text, p_object_id text)
returns table (key_short text, status text, activation_limit bigint, activation_usage bigint, expires_at timestamptz)
language sql stable
set search_path = ''
as $function$
  select l.key_short,
    case when l.state = 'disabled' then l.state
      when l.state = 'expired' or l.expires_at <= p_now then 'expired'
      when i.usage > 0 then 'active' else l.state end,
    l.activation_limit, i.usage, l.expires_at
  from weir.license_keys as l
  cross join lateral (
    select count(*) as usage from weir.license_instances as i
    where i.provider = l.provider and i.mode = l.mode and i.license_id = l.object_id
  ) as i
  where l.provider = p_provider and l.mode = p_mode and l.object_id = p_object_id
$function$;
comment on function weir.license_answer(timestamptz, text, text, text) is 'What may be shown of a licence.';
