import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonKey, call, newClient, newEmail, password, url } from './support.mjs';

test('a missing and a wrong project key are answered by the gateway', async () => {
  const missing = await call('POST', '/signup', { body: {}, headers: { apikey: '' } });
  const { error } = await newClient({ key: 'not-the-key' }).auth.signUp({ email: newEmail(), password });

  assert.equal(missing.status, 401);
  assert.equal(missing.body.message, 'No API key found in request');
  assert.equal(error.status, 401);
  assert.equal(error.message, 'Invalid API key');
});

test('errors have the shape of the version asked for', async () => {
  const body = { email: newEmail(), password: 'wrong' };
  const path = '/token?grant_type=password';

  const older = await call('POST', path, { body });
  const coded = await call('POST', path, { body, headers: { 'x-supabase-api-version': '2024-01-01' } });

  assert.deepEqual(older.body, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' });
  assert.deepEqual(coded.body, { code: 'invalid_credentials', message: 'Invalid login credentials' });
  assert.equal(coded.headers.get('x-supabase-api-version'), '2024-01-01');
  assert.equal(coded.headers.get('x-sb-error-code'), 'invalid_credentials');
});

test('a browser may ask first, and read the answer', async () => {
  const preflight = await fetch(`${url}/auth/v1/token?grant_type=password`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:5173',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'apikey,authorization,content-type,x-client-info,x-supabase-api-version',
    },
  });
  const answer = await call('GET', '/settings', { headers: { origin: 'http://localhost:5173' } });

  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-headers'), /x-supabase-api-version/);
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
});

test('settings, health and discovery answer', async () => {
  const settings = await call('GET', '/settings');
  const health = await fetch(`${url}/auth/v1/health`);
  const discovery = await (await fetch(`${url}/auth/v1/.well-known/openid-configuration`)).json();

  assert.equal(settings.body.external.email, true);
  assert.equal(settings.body.mailer_autoconfirm, true);
  assert.equal((await health.json()).name, 'GoTrue');
  assert.equal(discovery.issuer, `${url}/auth/v1`);
  assert.equal(discovery.jwks_uri, `${url}/auth/v1/.well-known/jwks.json`);
});

test('a project key is no user', async () => {
  const answer = await call('GET', '/user', { headers: { authorization: `Bearer ${anonKey}` } });

  assert.equal(answer.status, 403);
  assert.equal(answer.body.error_code, 'bad_jwt');
});
