-- Whether a user is an anonymous sign-in, which gets the default plan only where the blueprint says so, whoever names it: a
-- service has no token of the user that would tell.
alter table weir.profiles add column is_anonymous boolean not null default false;
comment on column weir.profiles.is_anonymous is 'An anonymous sign-in; never again once it was a permanent user.';

-- Of those that never had a plan nobody wrote down what they are: their next own call says it.
set local role weir_engine;
update weir.profiles as p set is_anonymous = true
  where not exists (select from weir.subscriptions as s where s.customer_id = p.user_id);
drop function if exists weir.open_account(uuid, text, timestamptz);
drop function if exists weir.open_personal_customer(uuid, timestamptz);
