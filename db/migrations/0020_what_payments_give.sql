-- What payments give, as the app and its users see it.

-- A plan's price changes, and those who bought the old one go on paying it: it stays known.
alter table weir.plan_prices
  add column is_product boolean not null default false,
  add column retired_at timestamptz;
comment on column weir.plan_prices.is_product is 'A Lemon Squeezy product, whose licence keys give the plan: no checkout sells it.';
comment on column weir.plan_prices.retired_at is 'Since when the blueprint no longer sells it. Messages of those who bought it still name it.';
create index plan_prices_plan_code_idx on weir.plan_prices (plan_code);

alter table weir.blueprint
  add column upgrade_url text,
  add constraint blueprint_upgrade_url_length check (char_length(upgrade_url) between 1 and 200),
  add constraint blueprint_upgrade_url_scheme check (upgrade_url ~ '^https://');
comment on column weir.blueprint.upgrade_url is 'The app''s page where a person buys a plan. Refusals carry it.';

create index license_keys_key_hash_idx on weir.license_keys (key_hash);

-- Snapshots tell what is paid for, where the subscription comes from and when it ends. Functions whose answers change: their
-- files make them again.
set local role weir_engine;
drop function if exists weir.assign_plan(uuid, text, text, timestamptz, text);
drop function if exists weir.open_account(uuid, text, timestamptz, boolean);
drop function if exists weir.customer_snapshots(uuid, timestamptz);
