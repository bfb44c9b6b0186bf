import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { newClient, signedUp, succeeded, url } from './support.mjs';

test('an access token verifies against the published keys, and only unchanged', async () => {
  const { session, user, email } = await signedUp();
  const [header, payload, signature] = session.access_token.split('.');
  const { alg, kid, typ } = decoded(header);
  assert.deepEqual([alg, typ], ['ES256', 'JWT']);

  const response = await fetch(`${url}/auth/v1/.well-known/jwks.json`);
  assert.equal(response.headers.get('cache-control'), 'public, max-age=600');
  const { keys } = await response.json();
  const jwk = keys.find((key) => key.kid === kid);
  assert.deepEqual([jwk.kty, jwk.crv, jwk.alg, jwk.d], ['EC', 'P-256', 'ES256', undefined]);
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
  const signed = Buffer.from(`${header}.${payload}`);
  assert.equal(verify('sha256', signed, key, Buffer.from(signature, 'base64url')), true);
  signed[signed.length - 1] ^= 1;
  assert.equal(verify('sha256', signed, key, Buffer.from(signature, 'base64url')), false);

  const claims = decoded(payload);
  assert.equal(claims.iss, `${url}/auth/v1`);
  assert.equal(claims.sub, user.id);
  assert.equal(claims.aud, 'authenticated');
  assert.equal(claims.role, 'authenticated');
  assert.equal(claims.email, email);
  assert.equal(claims.phone, '');
  assert.equal(claims.aal, 'aal1');
  assert.equal(claims.amr[0].method, 'password');
  assert.equal(claims.is_anonymous, false);
  assert.match(claims.session_id, /^[0-9a-f-]{36}$/);
  assert.equal(claims.exp, session.expires_at);
  assert.ok(Math.abs(claims.exp - claims.iat - session.expires_in) <= 1);
});

test('the client itself accepts the token by its keys', async () => {
  const { client, user } = await signedUp();

  const { claims } = succeeded(await client.auth.getClaims());

  assert.equal(claims.sub, user.id);
});

test('a changed token is refused', async () => {
  const { session } = await signedUp();
  const [header, payload, signature] = session.access_token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...decoded(payload), role: 'service_role' })).toString('base64url');

  const { error } = await newClient().auth.getUser(`${header}.${forged}.${signature}`);

  assert.equal(error.status, 403);
  assert.equal(error.code, 'bad_jwt');
});

const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url'));
