-- Purpose: the table of the commit probe; each insert into it is one transaction.
create table public.commit_probe (n bigint generated always as identity primary key, at timestamptz not null default now())
