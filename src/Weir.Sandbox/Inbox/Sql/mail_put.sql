-- Delivers a mail and forgets the oldest beyond the bound.
with old as (
  delete from sandbox.inbox where id <= (select max(id) from sandbox.inbox) - $6::bigint
)
insert into sandbox.inbox (recipient, subject, link, otp, sent_at) values ($1, $2, $3, $4, $5)
