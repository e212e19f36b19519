// Live counts of one ballot. Server-sent events are the fast way; asking again is what makes it sure: a line that has silently died
// looks just like a quiet hall.

import { read } from './api.js';
import { backoff } from './http.js';

const QUIET_MS = 40_000;
const POLL_MS = 5_000;
const SOON_MS = 1_500;

/**
 * Calls onCount({version, state, voters, options}) with every newer count, and onLine('live' | 'waiting') when the line changes.
 * It lasts as long as the page.
 */
export function followBallot(ballotId, { onCount, onLine }) {
  let source = null;
  let version = -1;
  let failures = 0;
  let timer = null;
  let line = null;
  let openedAt = 0;

  function setLine(state) {
    if (state !== line) onLine?.(state);
    line = state;
  }

  function take(counts) {
    if (counts.version < version) return false; // an older answer that took the longer way
    const newer = counts.version > version;
    version = counts.version;
    onCount(counts);
    return newer;
  }

  function later(work, milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  }

  async function refresh() {
    const { data } = await read(`/ballots/${ballotId}`, {}, { fresh: true, attempts: 1 });
    return take(data);
  }

  /** Nothing came for a while: if the count has moved meanwhile, the line is dead although nobody said so. */
  async function check() {
    try {
      const missed = await refresh();
      if (missed && Date.now() - openedAt > QUIET_MS && source?.readyState === EventSource.OPEN) {
        connect();
        return;
      }
      if (line !== 'live' && source?.readyState === EventSource.OPEN) setLine('live');
    } catch {
      setLine('waiting');
    }
    later(check, QUIET_MS);
  }

  /** No line: ask, and try to get one again. */
  async function recover() {
    failures++;
    try {
      await refresh();
    } catch {
      setLine('waiting');
    }
    later(connect, Math.max(POLL_MS, backoff(failures)));
  }

  function connect() {
    source?.close();
    source = new EventSource(`/api/v1/live?topics=ballot:${encodeURIComponent(ballotId)}`);
    source.addEventListener('open', () => {
      failures = 0;
      openedAt = Date.now();
      setLine('live');
      // What changed before the line stood; not all phones of a hall in one moment.
      later(check, Math.random() * SOON_MS);
    });
    source.addEventListener('ballot', (event) => {
      take(JSON.parse(event.data));
      setLine('live');
      later(check, QUIET_MS);
    });
    source.addEventListener('error', () => {
      setLine('waiting');
      // The browser tries again by itself, except after an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) later(recover, 1000);
      else later(recover, 15_000);
    });
  }

  // A phone that slept has missed things, and its line may be dead.
  const wake = () => document.visibilityState === 'visible' && check();
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  connect();
}
