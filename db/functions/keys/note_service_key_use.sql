-- Purpose: notes that keys were used, to the hour, so that a busy key costs one write an hour.
-- Answers: how many it noted anew. Locks: their rows, in key order. Errors: none. Idempotency: a repeat writes nothing.
create or replace function weir.note_service_key_use(p_now timestamptz, p_key_ids uuid[]) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_hour constant timestamptz := date_trunc('hour', p_now, 'UTC');
  v_noted integer;
begin
  with stale as (
    select k.key_id from weir.service_keys as k
    where k.key_id = any (p_key_ids) and (k.last_used_at is null or k.last_used_at < v_hour)
    order by k.key_id for update
  )
  update weir.service_keys as k set last_used_at = v_hour from stale as s where k.key_id = s.key_id;
  get diagnostics v_noted = row_count;
  return v_noted;
end
$function$;
comment on function weir.note_service_key_use(timestamptz, uuid[]) is 'Notes that keys were used, to the hour.';
