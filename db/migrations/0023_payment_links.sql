-- What a payment intent paid for. Refunds and disputes name only the intent; which invoice that was, another message says, before
-- or after. A link never changes, so it has no version: the set of them grows.
create table weir.billing_payment_links (
  provider text not null,
  mode text not null,
  intent_id text not null,
  payment_id text not null,
  constraint billing_payment_links_pkey primary key (provider, mode, intent_id, payment_id),
  constraint billing_payment_links_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint billing_payment_links_mode_known check (mode in ('test', 'live')),
  constraint billing_payment_links_intent_id_length check (char_length(intent_id) between 1 and 255),
  constraint billing_payment_links_payment_id_length check (char_length(payment_id) between 1 and 255)
);
create index billing_payment_links_payment_id_idx on weir.billing_payment_links (provider, mode, payment_id);
comment on table weir.billing_payment_links is 'What a payment intent paid for.';
comment on column weir.billing_payment_links.payment_id is 'As in billing_payments; none: the provider says that it paid for no invoice.';

alter table weir.billing_payments
  add column intent_id text,
  add constraint billing_payments_intent_id_length check (char_length(intent_id) between 1 and 255);
create index billing_payments_intent_id_idx on weir.billing_payments (provider, mode, intent_id) where intent_id is not null;
comment on column weir.billing_payments.intent_id is 'What moved the money, of a charge, refund or dispute: Stripe''s payment intent, else the charge.';

alter table weir.billing_payment_links enable row level security;
alter table weir.billing_payment_links force row level security;
create policy billing_payment_links_engine on weir.billing_payment_links to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.billing_payment_links to weir_engine;

-- They answer more now: their files make them again.
set local role weir_engine;
drop function if exists weir.work_billing_event(timestamptz, double precision);
drop function if exists weir.find_paid_subscription(uuid, text);
