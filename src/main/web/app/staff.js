// The API as staff see it: a session cookie that no script can read, and a token against forged requests.

import { Problem, request } from './http.js';

let session = null;

const call = (method, path, options = {}) => request(method, path, {
  ...options,
  cookies: true,
  fresh: method === 'GET',
  headers: { ...options.headers, ...(method !== 'GET' && session && { 'X-CSRF-Token': session.csrfToken }) },
});

/** The session of this browser, or null. */
export async function resume() {
  try {
    session = (await call('GET', '/session')).data;
  } catch (failure) {
    if (!(failure instanceof Problem) || ![401, 403].includes(failure.status)) throw failure;
    session = null;
  }
  return session;
}

export async function signIn(login, password) {
  session = null;
  session = (await call('POST', '/sessions', { body: { login, password } })).data;
  return session;
}

export async function signOut() {
  await call('DELETE', '/session');
  session = null;
}

export const staffRead = (path, query) => call('GET', path, { query });
export const staffCreate = (path, body, key) => call('POST', path, { body, headers: { 'Idempotency-Key': key } });
export const staffChange = (path, body, ifMatch) => call('PUT', path, { body, headers: ifMatch ? { 'If-Match': ifMatch } : {} });
export const hasRole = (...roles) => session !== null && session.roles.some((role) => roles.includes(role));
