// One request to the server's API.

import { retryAfter, SyncTrouble } from './trouble.js';

const PATIENCE = 20_000; // ms, and the time that the bytes need
const PACE = 2; // bytes a ms: what the slowest network that is worth waiting for takes
const LARGE = 1_000_000; // bytes, for an answer that does not say
// Codes for a proxy's own error pages, by status.
const PROXY = { 413: 'too_large', 429: 'slow_down', 502: 'unavailable', 503: 'unavailable', 504: 'unavailable' };

/**
 * @param {typeof fetch} fetch @param {string} method @param {string} path @param {object} [body] goes as JSON
 * @param {(headers: Headers) => void} [onHeaders] is given those of an answer that is no error
 * @returns {Promise<unknown>} the JSON of the answer; undefined when it has none
 * @throws {SyncTrouble}
 */
export function call(fetch, method, path, body, onHeaders = () => {}) {
  return request(fetch, method, path, body, async (response) => {
    if (response.status === 204) return undefined;
    const answer = await json(response);
    if (!response.ok) throw rejection(response, answer);
    if (answer === undefined) throw new SyncTrouble('strange');
    onHeaders(response.headers);
    return answer;
  });
}

/** The same for an answer that is a picture. @returns {Promise<Blob>} @throws {SyncTrouble} */
export function picture(fetch, path, body) {
  return request(fetch, 'POST', path, body, async (response) => {
    if (!response.ok) throw rejection(response, await json(response));
    if (!response.headers.get('Content-Type')?.startsWith('image/')) throw new SyncTrouble('strange');
    return response.blob();
  });
}

/**
 * What `read` returns for the response. The time limit grows with the size of request and response, for slow networks.
 */
async function request(fetch, method, path, body, read) {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const end = new AbortController();
  let timer;
  const allow = (bytes) => {
    clearTimeout(timer);
    timer = setTimeout(() => end.abort(), PATIENCE + bytes / PACE);
  };
  try {
    allow(content?.length ?? 0);
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: content === undefined ? {} : { 'Content-Type': 'application/json' },
      body: content,
      signal: end.signal,
    });
    allow(Number(response.headers.get('Content-Length') ?? LARGE));
    return await read(response);
  } catch (error) {
    throw error instanceof SyncTrouble ? error : new SyncTrouble('unreachable'); // perhaps in the middle of the answer
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined for what is no JSON. */
async function json(response) {
  if (response.headers.get('Content-Type')?.split(';')[0].trim() !== 'application/json') return undefined;
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rejection({ status, headers }, answer) {
  const { code, message } = answer?.error ?? {};
  const wait = retryAfter(headers.get('Retry-After'), Date.now());
  if (typeof code === 'string' && typeof message === 'string') return new SyncTrouble(code, message, wait);
  return new SyncTrouble(PROXY[status] ?? 'strange', '', wait);
}
