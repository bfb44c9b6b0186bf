import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, inbox, mailTo, newClient, newEmail, password, signedUp, succeeded } from './support.mjs';

test('the service role makes, reads, changes, lists and deletes users', async () => {
  const email = newEmail();

  const { user } = succeeded(await admin().createUser({
    email, password, email_confirm: true, user_metadata: { name: 'Ada' }, app_metadata: { team: 'a' },
  }));

  assert.deepEqual(user.user_metadata, { name: 'Ada' });
  assert.equal(user.app_metadata.team, 'a');
  succeeded(await newClient().auth.signInWithPassword({ email, password }));
  assert.equal(succeeded(await admin().getUserById(user.id)).user.email, email);
  const changed = succeeded(await admin().updateUserById(user.id, { ban_duration: '1h' }));
  assert.ok(Date.parse(changed.user.banned_until) > Date.now());
  assert.equal((await newClient().auth.signInWithPassword({ email, password })).error.code, 'user_banned');
  succeeded(await admin().updateUserById(user.id, { ban_duration: 'none' }));
  succeeded(await newClient().auth.signInWithPassword({ email, password }));
  const page = succeeded(await admin().listUsers({ page: 1, perPage: 1 }));
  assert.equal(page.users.length, 1);
  assert.ok(page.total >= 1);
  succeeded(await admin().deleteUser(user.id));
  assert.equal((await admin().getUserById(user.id)).error.code, 'user_not_found');
});

test('a user is no administrator', async () => {
  const { client } = await signedUp();

  const { error } = await client.auth.admin.listUsers();

  assert.equal(error.status, 403);
  assert.equal(error.code, 'not_admin');
});

test('a taken address is not made twice', async () => {
  const { email } = await signedUp();

  assert.equal((await admin().createUser({ email })).error.code, 'email_exists');
});

test('a generated link signs in without a mail', async () => {
  const { email, user } = await signedUp();

  const link = succeeded(await admin().generateLink({ type: 'magiclink', email }));

  assert.equal(link.user.id, user.id);
  assert.deepEqual(await inbox(email), []);
  const { hashed_token: token_hash, verification_type: type } = link.properties;
  assert.equal(succeeded(await newClient().auth.verifyOtp({ token_hash, type })).user.id, user.id);
});

test('an invitation arrives and opens the account', async () => {
  const email = newEmail();

  const { user } = succeeded(await admin().inviteUserByEmail(email, { data: { team: 'a' } }));

  assert.ok(user.invited_at);
  const { otp } = await mailTo(email);
  assert.equal(succeeded(await newClient().auth.verifyOtp({ email, token: otp, type: 'invite' })).user.id, user.id);
});

test('the service role signs a user out', async () => {
  const { session } = await signedUp();

  const { error } = await admin().signOut(session.access_token, 'global');

  assert.equal(error, null);
  assert.ok((await newClient().auth.refreshSession({ refresh_token: session.refresh_token })).error);
});
