-- One page of account ids, newest first, and how many there are; the filter is a part of the address.
select array(
    select u.id
    from auth.users u
    where u.deleted_at is null and ($3::text is null or position($3::text in u.email) > 0)
    order by u.created_at desc, u.id desc
    limit $1 offset $2
  ) as ids,
  (
    select count(*)
    from auth.users u
    where u.deleted_at is null and ($3::text is null or position($3::text in u.email) > 0)
  ) as total
