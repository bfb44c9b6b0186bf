-- Ends sessions of one user: all, this one, or all but this one. Their refresh tokens go with them.
delete from auth.sessions
where user_id = $1
  and case $2::text when 'global' then true when 'local' then id = $3::uuid when 'others' then id is distinct from $3::uuid end
