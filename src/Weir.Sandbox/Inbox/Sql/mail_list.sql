-- Mails, oldest first; of one recipient when one is named.
select m.recipient, m.subject, m.link, m.otp, m.sent_at
from sandbox.inbox m
where $1::text is null or m.recipient = $1::text
order by m.id
