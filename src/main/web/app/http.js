// One request to the API: patient with a bad line, strict about what an answer means. Knows nothing of who is asking.

import { language } from './text.js';

const BASE = '/api/v1';
const ANSWER_WITHIN_MS = 15_000;
const LONGEST_WAIT_MS = 20_000;

/** The server understood and refused, or broke: RFC 9457. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.title ?? `HTTP ${status}`);
    this.status = status;
    this.slug = typeof body.type === 'string' ? body.type.split('/').pop() : 'internal-error';
    this.title = body.title;
    this.detail = body.detail;
    this.instance = body.instance;
    this.errors = body.errors ?? [];
    this.body = body;
  }
}

/** No answer came. Whether the server did what was asked is unknown, so ask again with the same key. */
export class Unreachable extends Error {}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** 1 s, 2 s, 4 s … with jitter, so that a hall full of phones does not come back in one moment. */
export const backoff = (attempt, longest = 30_000) => Math.min(longest, 1000 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);

export function address(path, query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString();
  return BASE + path + (search ? `?${search}` : '');
}

async function fetchOnce(url, options, signal) {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), ANSWER_WITHIN_MS);
  const stop = () => timeout.abort();
  signal?.addEventListener('abort', stop);
  try {
    const response = await fetch(url, { ...options, signal: timeout.signal });
    return { response, text: await response.text() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null; // a proxy's HTML page; the status says enough
  }
}

function askedToWait(response, body) {
  const busy = [429, 502, 503, 504].includes(response.status);
  const running = response.status === 409 && body?.type?.endsWith('/idempotency-in-progress');
  if (!busy && !running) return null;
  const seconds = Number(response.headers.get('Retry-After'));
  return { milliseconds: seconds > 0 ? seconds * 1000 : null };
}

/**
 * Sends, and sends again where that is safe: every method of this API is, given an Idempotency-Key on what creates.
 * Resolves to {data, etag}; rejects with Problem, Unreachable, or the AbortError of the caller's own signal.
 */
export async function request(method, path, { query, body, headers = {}, signal, attempts = 4, cookies = false, fresh = false, keepalive = false } = {}) {
  const options = {
    method,
    headers: { Accept: 'application/json, application/problem+json', 'Accept-Language': language, ...headers },
    credentials: cookies ? 'same-origin' : 'omit',
    cache: fresh ? 'no-cache' : 'default',
    keepalive,
  };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  for (let attempt = 1; ; attempt++) {
    let answer;
    try {
      answer = await fetchOnce(address(path, query), options, signal);
    } catch (failure) {
      if (signal?.aborted) throw failure;
      if (attempt >= attempts) throw new Unreachable('no answer', { cause: failure });
      await pause(backoff(attempt));
      continue;
    }
    const { response, text } = answer;
    const data = parse(text);
    if (response.ok) return { data, etag: response.headers.get('ETag') };
    const wait = askedToWait(response, data);
    const milliseconds = wait && (wait.milliseconds ?? backoff(attempt));
    if (wait && attempt < attempts && milliseconds <= LONGEST_WAIT_MS) {
      await pause(milliseconds);
      continue;
    }
    throw new Problem(response.status, data ?? {});
  }
}
