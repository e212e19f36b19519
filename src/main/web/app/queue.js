// Writes that a phone makes in a dead zone: support and marks. Each has a natural name (PUT or DELETE on its own address), so that
// it may be sent as often as it takes. They leave in the order in which they were made, and survive the page.

import { put, remove } from './api.js';
import { backoff, Problem, Unreachable } from './http.js';
import { forever } from './storage.js';

const QUEUE = 'queue';
const GIVE_UP_AFTER_MS = 3 * 24 * 3600 * 1000;
const listeners = new Set();
const waiting = new Map();
let failures = 0;
let timer = null;
let flushing = null;

const items = () => (forever.read(QUEUE) ?? []).filter((item) => Date.now() - item.at < GIVE_UP_AFTER_MS);

/** Called with (item, {data} | {problem}) whenever a queued write has been answered. */
export function onAnswer(listener) {
  listeners.add(listener);
}

/** What has not been answered yet at addresses that begin so, oldest first: the reader did it, the server may not know. */
export const waitingAt = (prefix) => items().filter((item) => item.path.startsWith(prefix));

/** How many writes could not be sent so far; those on their way do not count. */
export const waitingCount = () => (failures > 0 || !flushing ? items().length : 0);

/**
 * Resolves to {data}, {problem}, or {queued: true} when no answer came; then it is sent again until one does.
 * Resolves to {} when another tab sent it.
 */
export function write(method, path, query) {
  const list = items();
  const last = list.at(-1);
  const id = `${Date.now()}-${Math.random()}`;
  // Only the newest of the same name may be replaced: among marks the order decides what the rules allow.
  if (last?.path === path && !waiting.has(last.id)) list.pop();
  list.push({ id, at: Date.now(), method, path, query });
  forever.write(QUEUE, list);
  const answered = new Promise((done) => waiting.set(id, done));
  flush();
  return answered;
}

async function send(item) {
  const options = { attempts: 2, keepalive: true };
  try {
    const { data } = item.method === 'PUT' ? await put(item.path, item.query, options) : await remove(item.path, options);
    return { data };
  } catch (failure) {
    if (failure instanceof Problem && failure.status < 500 && failure.status !== 429) return { problem: failure };
    if (failure instanceof Problem || failure instanceof Unreachable) return null;
    throw failure;
  }
}

async function flushAll() {
  for (let item = items()[0]; item; item = items()[0]) {
    const answer = await send(item);
    if (!answer) {
      failures++;
      schedule();
      waiting.forEach((done) => done({ queued: true }));
      waiting.clear();
      return;
    }
    failures = 0;
    forever.write(QUEUE, items().filter((other) => other.id !== item.id));
    listeners.forEach((listener) => listener(item, answer));
    waiting.get(item.id)?.(answer);
    waiting.delete(item.id);
  }
  waiting.forEach((done) => done({}));
  waiting.clear();
}

function schedule() {
  clearTimeout(timer);
  timer = setTimeout(flush, backoff(failures, 60_000) + 1000);
}

/** Sends what waits. One tab at a time; a second call while one runs joins it. */
export function flush() {
  if (items().length === 0) return Promise.resolve();
  const alone = () => (navigator.locks ? navigator.locks.request('saalelab.queue', flushAll) : flushAll());
  flushing ??= alone().finally(() => {
    flushing = null;
    // A write may have been added between the last look and the end.
    if (failures === 0 && items().length > 0) flush();
  });
  return flushing;
}

// A browser's word on being online is a hint, not a fact. So: also by timer, on return to the page, and at every start.
addEventListener('online', flush);
addEventListener('pageshow', flush);
addEventListener('focus', flush);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush());
flush();
