import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newClient, password, signedUp, succeeded } from './support.mjs';

const refreshed = async (token) => newClient().auth.refreshSession({ refresh_token: token });

describe('sessions', { concurrency: true }, () => {
  test('a refresh rotates the token and keeps the session', async () => {
    const { client, session, user } = await signedUp();

    const next = succeeded(await client.auth.refreshSession());

    assert.notEqual(next.session.refresh_token, session.refresh_token);
    assert.equal(next.user.id, user.id);
    assert.equal(claims(next.session).session_id, claims(session).session_id);
    succeeded(await newClient().auth.getUser(next.session.access_token));
  });

  test('concurrent refreshes of one token end in one and the same successor', async () => {
    const { session } = await signedUp();

    const answers = await Promise.all(Array.from({ length: 8 }, () => refreshed(session.refresh_token)));

    const tokens = new Set(answers.map((answer) => succeeded(answer).session.refresh_token));
    assert.equal(tokens.size, 1);
  });

  test('the parent of the active token may come again, an older one ends the family', async () => {
    const { session: first } = await signedUp();
    const second = succeeded(await refreshed(first.refresh_token)).session;
    const third = succeeded(await refreshed(second.refresh_token)).session;
    await delay(10_500);
    assert.equal(succeeded(await refreshed(second.refresh_token)).session.refresh_token, third.refresh_token);

    const { error } = await refreshed(first.refresh_token);

    assert.equal(error.status, 400);
    assert.equal(error.code, 'refresh_token_already_used');
    assert.equal((await refreshed(third.refresh_token)).error.code, 'refresh_token_not_found');
    assert.equal((await newClient().auth.getUser(third.access_token)).error.name, 'AuthSessionMissingError');
  });

  test('an unknown refresh token is refused', async () => {
    assert.equal((await refreshed('not-a-token')).error.code, 'refresh_token_not_found');
  });

  for (const [scope, endsThis, endsOther] of [['local', true, false], ['others', false, true], ['global', true, true]]) {
    test(`a sign-out of scope ${scope} ends what it says`, async () => {
      const { client, session, email } = await signedUp();
      const other = succeeded(await newClient().auth.signInWithPassword({ email, password })).session;

      assert.equal((await client.auth.signOut({ scope })).error, null);

      assert.equal((await refreshed(session.refresh_token)).error !== null, endsThis);
      assert.equal((await refreshed(other.refresh_token)).error !== null, endsOther);
      assert.equal((await client.auth.getSession()).data.session === null, endsThis);
    });
  }
});

const claims = (session) => JSON.parse(Buffer.from(session.access_token.split('.')[1], 'base64url'));
