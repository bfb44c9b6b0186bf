-- What payments give, as the app and its users see it.

-- A plan's price changes, and those who bought the old one go on paying it: it stays known.
alter table weir.plan_prices add column retired_at timestamptz;
comment on column weir.plan_prices.price_id is 'Stripe''s price, Lemon Squeezy''s variant, or product:<id> of a Lemon Squeezy product, whose licence keys give the plan.';
comment on column weir.plan_prices.retired_at is 'Since when the blueprint no longer sells it. Messages of those who bought it still name it.';
create index plan_prices_plan_code_idx on weir.plan_prices (plan_code);

alter table weir.blueprint
  add column upgrade_url text,
  add constraint blueprint_upgrade_url_length check (char_length(upgrade_url) between 1 and 200),
  add constraint blueprint_upgrade_url_scheme check (upgrade_url ~ '^https://');
comment on column weir.blueprint.upgrade_url is 'The app''s page where a person buys a plan. Refusals carry it.';
