-- When the subscriptions of a provider were last compared with what is stored: one server at a time, once a night.
create table weir.billing_reconciles (
  provider text not null,
  mode text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  seen integer not null default 0,
  repaired integer not null default 0,
  constraint billing_reconciles_pkey primary key (provider, mode),
  constraint billing_reconciles_provider_known check (provider in ('stripe', 'lemonsqueezy')),
  constraint billing_reconciles_mode_known check (mode in ('test', 'live')),
  constraint billing_reconciles_counts_not_negative check (least(seen, repaired) >= 0)
);
comment on table weir.billing_reconciles is 'The last comparison with each provider, by the nightly job.';
comment on column weir.billing_reconciles.finished_at is 'Null: it runs, or its server has died, or the provider did not answer to the end.';

alter table weir.billing_reconciles enable row level security;
alter table weir.billing_reconciles force row level security;
create policy billing_reconciles_engine on weir.billing_reconciles to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.billing_reconciles to weir_engine;
