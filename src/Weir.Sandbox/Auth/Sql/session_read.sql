-- A live session with the methods that opened it.
select s.user_id, coalesce(s.aal::text, 'aal1') as aal, s.refresh_token_counter,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'method', c.authentication_method, 'timestamp', floor(extract(epoch from c.updated_at))::bigint)
      order by c.updated_at desc, c.id)
    from auth.mfa_amr_claims c
    where c.session_id = s.id
  ), '[]')::text as amr
from auth.sessions s
where s.id = $1 and (s.not_after is null or s.not_after > $2)
