-- Who is billed and limited, who acts for them, and what they subscribe to.
-- No foreign key to auth.users: deleting a user must neither erase a ledger nor be blocked by one.

create table weir.customers (
  customer_id uuid not null,
  kind text not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint customers_pkey primary key (customer_id),
  constraint customers_kind_known check (kind in ('personal', 'organization')),
  constraint customers_deleted_at_after_created check (deleted_at >= created_at)
);
comment on table weir.customers is 'The party that is billed and limited. A personal one has its user''s id.';
comment on column weir.customers.deleted_at is 'Billing has ended; ledger rows stay under the pseudonymous id.';

create table weir.members (
  customer_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamptz not null,
  constraint members_pkey primary key (customer_id, user_id),
  constraint members_customer_id_fkey foreign key (customer_id) references weir.customers (customer_id),
  constraint members_role_known check (role in ('owner', 'admin', 'member'))
);
create index members_user_id_idx on weir.members (user_id);
comment on table weir.members is 'The users that act for a customer.';

create table weir.profiles (
  user_id uuid not null,
  display_name text,
  avatar_url text,
  locale text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint profiles_pkey primary key (user_id),
  constraint profiles_display_name_length check (char_length(display_name) between 1 and 200),
  constraint profiles_avatar_url_length check (char_length(avatar_url) <= 2000),
  constraint profiles_avatar_url_scheme check (avatar_url ~ '^https?://'),
  constraint profiles_locale_format check (locale ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$')
);
comment on table weir.profiles is 'Display fields of a user, the only ones a user may change.';
comment on column weir.profiles.locale is 'BCP 47 language tag.';

-- A blueprint may let a user change display fields through a view, where no caller passes the time. Weir's own functions,
-- which run as weir_engine, pass it.
create function weir.profiles_touch() returns trigger
  language plpgsql
  set search_path = ''
as $function$
begin
  new.updated_at := pg_catalog.now();
  return new;
end
$function$;
comment on function weir.profiles_touch() is 'Trigger: sets updated_at when a client changed a profile. No locks, no errors.';
create trigger profiles_touch before update on weir.profiles
  for each row when (current_user <> 'weir_engine' and new.updated_at is not distinct from old.updated_at)
  execute function weir.profiles_touch();

create table weir.subscriptions (
  customer_id uuid not null,
  subscription_id uuid not null,
  plan_code text not null,
  plan_version integer not null,
  status text not null,
  anchor_at timestamptz not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  source text not null,
  constraint subscriptions_pkey primary key (customer_id, subscription_id),
  constraint subscriptions_customer_id_fkey foreign key (customer_id) references weir.customers (customer_id),
  constraint subscriptions_plan_code_length check (char_length(plan_code) between 1 and 100),
  constraint subscriptions_status_known
    check (status in ('trialing', 'active', 'past_due', 'paused', 'canceled', 'expired')),
  constraint subscriptions_ended_at_after_started check (ended_at >= started_at),
  constraint subscriptions_source_length check (char_length(source) between 1 and 100)
);
create unique index subscriptions_customer_id_current on weir.subscriptions (customer_id) where ended_at is null;
create index subscriptions_plan_idx on weir.subscriptions (plan_code, plan_version);
comment on table weir.subscriptions is 'Customer to plan version, over time; at most one row of a customer has not ended.';
comment on column weir.subscriptions.anchor_at is 'Billing months are counted from here, never step by step.';
comment on column weir.subscriptions.source is 'Where it came from: default, admin, stripe, lemonsqueezy.';

alter table weir.customers enable row level security;
alter table weir.customers force row level security;
create policy customers_engine on weir.customers to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.customers to weir_engine;

alter table weir.members enable row level security;
alter table weir.members force row level security;
create policy members_engine on weir.members to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.members to weir_engine;

alter table weir.profiles enable row level security;
alter table weir.profiles force row level security;
create policy profiles_engine on weir.profiles to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.profiles to weir_engine;

alter table weir.subscriptions enable row level security;
alter table weir.subscriptions force row level security;
create policy subscriptions_engine on weir.subscriptions to weir_engine using (true) with check (true);
grant select, insert, update, delete on weir.subscriptions to weir_engine;
