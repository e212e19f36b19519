// Sending again must not create twice. The key stays with exactly what was sent, until the server said yes.

import { forever, thisTab } from './storage.js';

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key for this body: the same one as long as the body is the same, across reloads too. */
export function keyFor(name, body, { shared = false } = {}) {
  const area = shared ? thisTab : forever;
  const content = JSON.stringify(body);
  const kept = area.read(`key.${name}`);
  if (kept?.content === content) return kept.key;
  const key = newKey();
  area.write(`key.${name}`, { key, content });
  return key;
}

export function keyDone(name, { shared = false } = {}) {
  (shared ? thisTab : forever).remove(`key.${name}`);
}
