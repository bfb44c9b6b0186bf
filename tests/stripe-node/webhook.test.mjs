// The official Stripe package signs; the webhook of a running Weir checks. See README.md.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import Stripe from 'stripe';

const url = process.env.WEIR_URL;
const secret = process.env.WEIR_STRIPE_WEBHOOK_SECRET;
if (!url || !secret) throw new Error('Set WEIR_URL and WEIR_STRIPE_WEBHOOK_SECRET to those of a running Weir.');
const stripe = new Stripe('sk_test_nothing_is_called');
const now = () => Math.floor(Date.now() / 1000);

/** An event that nothing follows from: the checks before it are what is tested. */
const event = (more = {}) => ({
  id: `evt_${randomUUID()}`,
  object: 'event',
  api_version: Stripe.API_VERSION,
  created: now(),
  type: 'product.updated',
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  data: { object: { id: 'prod_1', object: 'product', name: 'Zoë — 李 \u{1F600}' } },
  ...more,
});

const sign = (payload, more = {}) => stripe.webhooks.generateTestHeaderString({ payload, secret, ...more });

async function send(payload, header) {
  const response = await fetch(`${url.replace(/\/+$/, '')}/v1/billing/stripe/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...(header ? { 'stripe-signature': header } : {}) },
    body: payload,
  });
  return { status: response.status, body: await response.json() };
}

test('what the package signs is taken, and a repeat of it as well', async () => {
  const payload = JSON.stringify(event());
  for (const timestamp of [undefined, now() - 200]) {
    const header = sign(payload, timestamp ? { timestamp } : {});
    assert.ok(stripe.webhooks.constructEvent(payload, header, secret));
    assert.deepEqual(await send(payload, header), { status: 200, body: { received: true } });
  }
});

test('an indented payload is taken as it was signed', async () => {
  const payload = JSON.stringify(event(), null, 2);
  assert.equal((await send(payload, sign(payload))).status, 200);
});

const refused = [
  ['no header', () => undefined, 'signature_missing'],
  ['another secret', (payload) => sign(payload, { secret: 'whsec_other' }), 'signature_mismatch'],
  ['another payload', (payload) => sign(payload + ' '), 'signature_mismatch'],
  ['an old signature', (payload) => sign(payload, { timestamp: now() - 400 }), 'signature_stale'],
  ['another scheme', (payload) => sign(payload, { scheme: 'v0' }), 'signature_malformed'],
];
for (const [what, header, reason] of refused) {
  test(`${what} is refused here and by the package`, async () => {
    const payload = JSON.stringify(event());
    const signed = header(payload);
    assert.throws(() => stripe.webhooks.constructEvent(payload, signed, secret));
    const { status, body } = await send(payload, signed);
    assert.equal(status, 400);
    assert.equal(body.code, 'malformed_request');
    assert.equal(body.reason, reason);
  });
}

test('a live event is refused by a server that sells in test mode', async () => {
  const payload = JSON.stringify(event({ livemode: true }));
  const { status, body } = await send(payload, sign(payload));
  assert.equal(status, 400);
  assert.equal(body.reason, 'other_mode');
});
