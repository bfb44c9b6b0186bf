-- Purpose: the display fields of a user; no row before open_account.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.get_profile(p_user_id uuid)
  returns table (user_id uuid, display_name text, avatar_url text, locale text, updated_at timestamptz)
  language sql stable security definer
  set search_path = ''
as $function$
  select p.user_id, p.display_name, p.avatar_url, p.locale, p.updated_at
  from weir.profiles as p
  where p.user_id = p_user_id
$function$;
comment on function weir.get_profile(uuid) is 'The display fields of a user.';
