import { createClient } from '@supabase/supabase-js';
import { randomUUID } from 'node:crypto';

/** What `./weir status --json` says; the run fails at once when it is missing. */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests need a running Weir, see README.md`);
  return value;
}

export const url = required('WEIR_URL').replace(/\/$/, '');
export const anonKey = required('WEIR_ANON_KEY');
export const serviceRoleKey = required('WEIR_SERVICE_ROLE_KEY');
export const password = 'correct horse battery staple';

/** A client as an app makes it, except that it keeps its session in memory and refreshes only when told. */
export function newClient({ key = anonKey, ...auth } = {}) {
  return createClient(url, key, {
    auth: { persistSession: true, storage: memory(), autoRefreshToken: false, detectSessionInUrl: false, ...auth },
    // Node 20 has no WebSocket of its own, and the client looks for one even if nobody listens.
    realtime: { transport: globalThis.WebSocket ?? class {} },
  });
}

export const admin = () => newClient({ key: serviceRoleKey }).auth.admin;

export const newEmail = () => `js-${randomUUID()}@example.test`;

/** A client with a fresh, signed-in user. */
export async function signedUp(email = newEmail()) {
  const client = newClient();
  const data = succeeded(await client.auth.signUp({ email, password }));
  return { client, email, user: data.user, session: data.session };
}

/** The data of an answer that must be none but good. */
export function succeeded({ data, error }) {
  if (error) throw new Error(`${error.status} ${error.code}: ${error.message}`);
  return data;
}

export async function inbox(email) {
  const response = await fetch(`${url}/sandbox/inbox?email=${encodeURIComponent(email)}`);
  return response.json();
}

/** The newest mail. */
export async function mailTo(email) {
  const mails = await inbox(email);
  if (mails.length === 0) throw new Error('no mail came');
  return mails.at(-1);
}

/** Opens a mail's link as a browser would; answers where it leads. */
export async function open(mail) {
  const response = await fetch(mail.link, { redirect: 'manual' });
  return { status: response.status, location: new URL(response.headers.get('location')) };
}

export const fragmentOf = (location) => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/** A call without the client, to see the answer itself. */
export async function call(method, path, { body, headers = {} } = {}) {
  const response = await fetch(`${url}/auth/v1${path}`, {
    method,
    headers: { apikey: anonKey, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

function memory() {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}
