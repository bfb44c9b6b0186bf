import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragmentOf, inbox, mailTo, newClient, newEmail, open, password, signedUp, succeeded } from './support.mjs';

const place = 'http://localhost:3000/welcome';

test('a code from the inbox signs in, once', async () => {
  const client = newClient();
  const email = newEmail();
  succeeded(await client.auth.signInWithOtp({ email }));
  const { otp, to, subject, sent_at: sentAt } = await mailTo(email);
  assert.match(otp, /^\d{6}$/);
  assert.equal(to, email);
  assert.ok(subject);
  assert.ok(Math.abs(Date.now() - Date.parse(sentAt)) < 60_000);

  const { user, session } = succeeded(await client.auth.verifyOtp({ email, token: otp, type: 'email' }));

  assert.equal(user.email, email);
  assert.ok(user.email_confirmed_at);
  succeeded(await client.auth.getUser(session.access_token));
  const again = await newClient().auth.verifyOtp({ email, token: otp, type: 'email' });
  assert.equal(again.error.status, 403);
  assert.equal(again.error.code, 'otp_expired');
});

test('a magic link leads back to the app with a session it can take', async () => {
  const client = newClient();
  const { email, user } = await signedUp();
  succeeded(await client.auth.signInWithOtp({ email, options: { emailRedirectTo: place, shouldCreateUser: false } }));

  const { status, location } = await open(await mailTo(email));

  assert.equal(status, 303);
  assert.equal(location.origin + location.pathname, place);
  const { access_token, refresh_token, type } = fragmentOf(location);
  assert.equal(type, 'magiclink');
  assert.equal(succeeded(await client.auth.setSession({ access_token, refresh_token })).user.id, user.id);
  assert.equal(fragmentOf((await open(await mailTo(email))).location).error_code, 'otp_expired');
});

test('a link can be verified by its hash', async () => {
  const email = newEmail();
  succeeded(await newClient().auth.signInWithOtp({ email }));
  const token_hash = new URL((await mailTo(email)).link).searchParams.get('token');

  const { session } = succeeded(await newClient().auth.verifyOtp({ token_hash, type: 'magiclink' }));

  assert.ok(session.access_token);
});

test('with PKCE a link gives a code that this client alone can exchange', async () => {
  const client = newClient({ flowType: 'pkce' });
  const email = newEmail();
  succeeded(await client.auth.signInWithOtp({ email, options: { emailRedirectTo: place } }));
  const { location } = await open(await mailTo(email));
  const code = location.searchParams.get('code');
  assert.ok(code);
  assert.equal(location.hash, '');

  const thief = newClient();
  assert.ok((await thief.auth.exchangeCodeForSession(code)).error);
  const { user } = succeeded(await client.auth.exchangeCodeForSession(code));

  assert.equal(user.email, email);
  const client2 = newClient({ flowType: 'pkce' });
  succeeded(await client2.auth.signInWithOtp({ email }));
  assert.equal((await client2.auth.exchangeCodeForSession(code)).error.code, 'flow_state_not_found');
});

test('a forgotten password is replaced through the mail, and nobody learns who has an account', async () => {
  const { email } = await signedUp();
  const stranger = newEmail();
  const client = newClient();

  succeeded(await client.auth.resetPasswordForEmail(email, { redirectTo: place }));
  succeeded(await client.auth.resetPasswordForEmail(stranger));

  assert.deepEqual(await inbox(stranger), []);
  const { otp } = await mailTo(email);
  succeeded(await client.auth.verifyOtp({ email, token: otp, type: 'recovery' }));
  succeeded(await client.auth.updateUser({ password: 'remembered this time' }));
  succeeded(await newClient().auth.signInWithPassword({ email, password: 'remembered this time' }));
});

test('an unknown address gets no code when none may be made', async () => {
  const { error } = await newClient().auth.signInWithOtp({ email: newEmail(), options: { shouldCreateUser: false } });

  assert.equal(error.status, 422);
  assert.equal(error.code, 'otp_disabled');
});

test('a code dies after wrong guesses', async () => {
  const email = newEmail();
  succeeded(await newClient().auth.signInWithOtp({ email }));
  const { otp } = await mailTo(email);
  const wrong = otp === '000000' ? '000001' : '000000';

  for (let i = 0; i < 5; i++) await newClient().auth.verifyOtp({ email, token: wrong, type: 'email' });

  assert.equal((await newClient().auth.verifyOtp({ email, token: otp, type: 'email' })).error.code, 'otp_expired');
});

test('an address changes once both have agreed', async () => {
  const { client, email } = await signedUp();
  const wanted = newEmail();
  const asked = succeeded(await client.auth.updateUser({ email: wanted }));
  assert.equal(asked.user.new_email, wanted);

  const first = await newClient().auth.verifyOtp({ email, token: (await mailTo(email)).otp, type: 'email_change' });
  assert.equal(succeeded(first).session, null);
  assert.equal(succeeded(await client.auth.getUser()).user.email, email);
  succeeded(await newClient().auth.verifyOtp({ email: wanted, token: (await mailTo(wanted)).otp, type: 'email_change' }));

  assert.equal(succeeded(await client.auth.getUser()).user.email, wanted);
  succeeded(await newClient().auth.signInWithPassword({ email: wanted, password }));
});
