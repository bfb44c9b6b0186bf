-- Purpose: notes that a comparison has come to its end.
-- Locks: the provider's row. Errors: none. Idempotency: a repeat notes the same.
create or replace function weir.finish_reconcile(
  p_now timestamptz, p_provider text, p_mode text, p_seen integer, p_repaired integer) returns void
  language sql security definer
  set search_path = ''
as $function$
  update weir.billing_reconciles as r set finished_at = p_now, seen = p_seen, repaired = p_repaired
    where r.provider = p_provider and r.mode = p_mode
$function$;
comment on function weir.finish_reconcile(timestamptz, text, text, integer, integer)
  is 'Notes that a comparison has come to its end.';
