-- Purpose: whether the caller is to compare a provider's subscriptions now: the last comparison began before p_due, or did not
--   finish and began more than an hour ago. Of several servers that ask, one is told true.
-- Locks: the provider's row. Errors: none. Idempotency: a repeat is told false.
create or replace function weir.claim_reconcile(p_now timestamptz, p_provider text, p_mode text, p_due timestamptz)
  returns boolean
  language plpgsql security definer
  set search_path = ''
as $function$
begin
  insert into weir.billing_reconciles as r (provider, mode, started_at)
    values (p_provider, p_mode, p_now)
    on conflict on constraint billing_reconciles_pkey do update
      set started_at = excluded.started_at, finished_at = null, seen = 0, repaired = 0
      where r.started_at < p_due or r.finished_at is null and r.started_at < p_now - interval '1 hour';
  return found;
end
$function$;
comment on function weir.claim_reconcile(timestamptz, text, text, timestamptz)
  is 'Whether the caller is to compare a provider''s subscriptions now.';
