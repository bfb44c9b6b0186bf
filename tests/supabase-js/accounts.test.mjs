import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newClient, newEmail, password, signedUp, succeeded } from './support.mjs';

test('a sign-up gives a user and a session', async () => {
  const client = newClient();
  const email = newEmail();
  const events = [];
  client.auth.onAuthStateChange((event) => void events.push(event));

  const { user, session } = succeeded(
    await client.auth.signUp({ email: email.toUpperCase(), password, options: { data: { name: 'Ada' } } }));

  assert.equal(user.email, email);
  assert.equal(user.role, 'authenticated');
  assert.equal(user.user_metadata.name, 'Ada');
  assert.equal(user.app_metadata.provider, 'email');
  assert.equal(user.identities.length, 1);
  assert.equal(session.token_type, 'bearer');
  assert.equal(session.expires_in, 3600);
  assert.ok(events.includes('SIGNED_IN'));
  assert.equal((await client.auth.getSession()).data.session.access_token, session.access_token);
});

test('a second sign-up of an address is refused', async () => {
  const { email } = await signedUp();

  const { error } = await newClient().auth.signUp({ email, password });

  assert.equal(error.status, 422);
  assert.equal(error.code, 'user_already_exists');
});

test('a weak password is refused as such', async () => {
  const { error } = await newClient().auth.signUp({ email: newEmail(), password: 'short' });

  assert.equal(error.name, 'AuthWeakPasswordError');
  assert.deepEqual(error.reasons, ['length']);
});

test('a password signs in, a wrong one and an unknown address do not', async () => {
  const { email, user } = await signedUp();

  const wrong = await newClient().auth.signInWithPassword({ email, password: 'not this one' });
  const unknown = await newClient().auth.signInWithPassword({ email: newEmail(), password });

  for (const { error } of [wrong, unknown]) {
    assert.equal(error.status, 400);
    assert.equal(error.code, 'invalid_credentials');
    assert.equal(error.message, 'Invalid login credentials');
  }
  const signedIn = succeeded(await newClient().auth.signInWithPassword({ email, password }));
  assert.equal(signedIn.user.id, user.id);
  assert.ok(signedIn.user.last_sign_in_at);
});

test('a user reads and updates itself', async () => {
  const { client, user, email } = await signedUp();

  assert.equal(succeeded(await client.auth.getUser()).user.id, user.id);
  const updated = succeeded(await client.auth.updateUser({ data: { name: 'Ada', theme: 'dark' } }));
  assert.equal(updated.user.user_metadata.theme, 'dark');
  succeeded(await client.auth.updateUser({ data: { theme: null }, password: 'an entirely new password' }));
  assert.deepEqual(succeeded(await client.auth.getUser()).user.user_metadata, { name: 'Ada' });
  assert.equal((await newClient().auth.signInWithPassword({ email, password })).error.code, 'invalid_credentials');
  succeeded(await newClient().auth.signInWithPassword({ email, password: 'an entirely new password' }));
});

test('the same password again is refused', async () => {
  const { client } = await signedUp();

  const { error } = await client.auth.updateUser({ password });

  assert.equal(error.status, 422);
  assert.equal(error.code, 'same_password');
});

test('an anonymous user becomes a permanent one and keeps the id', async () => {
  const client = newClient();
  const { user } = succeeded(await client.auth.signInAnonymously({ options: { data: { from: 'tests' } } }));
  assert.equal(user.is_anonymous, true);
  assert.equal(user.role, 'authenticated');
  const email = newEmail();

  succeeded(await client.auth.updateUser({ email, password }));

  const permanent = succeeded(await newClient().auth.signInWithPassword({ email, password }));
  assert.equal(permanent.user.id, user.id);
  assert.equal(permanent.user.is_anonymous, false);
});
