// The API as a citizen's device sees it. A device gets its credential at the first thing it wants to keep, not before:
// whoever only reads stays unknown, and reads what everybody may cache.

import { Problem, request } from './http.js';
import { forever } from './storage.js';

const TOKEN = 'device';
let registering = null;

export const knownDevice = () => forever.read(TOKEN) !== null;

const bearer = () => {
  const token = forever.read(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
};

async function register() {
  if (knownDevice()) return; // another tab was quicker
  const { data } = await request('POST', '/devices');
  forever.write(TOKEN, data.token);
}

function ensureDevice() {
  if (knownDevice()) return Promise.resolve();
  const once = () => (navigator.locks ? navigator.locks.request('saalelab.device', register) : register());
  registering ??= once().finally(() => { registering = null; });
  return registering;
}

const refused = (failure) => failure instanceof Problem && failure.status === 401 && failure.slug === 'unauthenticated';

async function withCredential(send, used, again) {
  try {
    return await send(used);
  } catch (failure) {
    if (!refused(failure) || !used.Authorization) throw failure;
    // The server does not know this credential any more. Another tab may already have a new one.
    if (bearer().Authorization === used.Authorization) forever.remove(TOKEN);
    return again();
  }
}

/** Reads what is the same for everybody. */
export const read = (path, query, options) => request('GET', path, { query, ...options });

/** Reads what also says something about the reader, if the reader has a device. */
export function readAsMe(path, query, options) {
  const send = (headers) => request('GET', path, { query, headers, fresh: Boolean(headers.Authorization), ...options });
  return withCredential(send, bearer(), () => send({}));
}

async function asMe(method, path, { key, ifMatch, ...options } = {}) {
  const send = (credential) => request(method, path, {
    ...options,
    headers: { ...credential, ...(key && { 'Idempotency-Key': key }), ...(ifMatch && { 'If-Match': ifMatch }) },
  });
  await ensureDevice();
  return withCredential(send, bearer(), async () => {
    await ensureDevice();
    return send(bearer());
  });
}

/** Reads what belongs to this device alone. */
export const readMine = (path, query) => asMe('GET', path, { query, fresh: true });

export const create = (path, body, key) => asMe('POST', path, { body, key });
export const change = (path, body, ifMatch) => asMe('PUT', path, { body, ifMatch });
export const put = (path, query, options) => asMe('PUT', path, { query, ...options });
export const remove = (path, options) => asMe('DELETE', path, options);

/** Says something that is not kept for anybody: a question to the bot, a cancellation by code. */
export const tell = (path, body) => request('POST', path, { body });

/** Everything that this browser knows about its person. */
export function forgetDevice() {
  forever.clear();
}
