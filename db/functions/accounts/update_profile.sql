-- Purpose: replaces display fields of a user, and makes the profile when it is missing. Null leaves a field as it is.
-- Locks: the profile's row. Errors: 23514 a field breaks a profiles_*_* check. Idempotency: a repeat ends in the same fields.
create or replace function weir.update_profile(
  p_user_id uuid, p_display_name text, p_avatar_url text, p_locale text, p_now timestamptz)
  returns table (user_id uuid, display_name text, avatar_url text, locale text, updated_at timestamptz)
  language sql security definer
  set search_path = ''
as $function$
  insert into weir.profiles as p (user_id, display_name, avatar_url, locale, created_at, updated_at)
    values (p_user_id, p_display_name, p_avatar_url, p_locale, p_now, p_now)
    on conflict (user_id) do update set
      display_name = coalesce(excluded.display_name, p.display_name),
      avatar_url = coalesce(excluded.avatar_url, p.avatar_url),
      locale = coalesce(excluded.locale, p.locale),
      updated_at = excluded.updated_at
    returning p.user_id, p.display_name, p.avatar_url, p.locale, p.updated_at
$function$;
comment on function weir.update_profile(uuid, text, text, text, timestamptz)
  is 'Replaces display fields of a user; null leaves a field as it is.';
