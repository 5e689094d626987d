// The camera's pack on this phone: the model and what runs it, part by part, in a cache that no update of Hinge clears.
// hinge_pwa/pwa/camera_pack.py serves it.

const CACHE = 'camera-pack'; // static/sw.js reads it too
const LIST = `${new URL(import.meta.url).pathname.split('/static/')[0]}/static/camera/pack.json`; // below a host's path

/**
 * @typedef {{url: string, bytes: number}} Part its URL has the beginning of its SHA-256
 * @typedef {{name: string, parts: Part[]}} File
 */

/** What belongs to the pack. @returns {Promise<File[]>} rejects with a TypeError where that can't be had */
export async function filesOfPack() {
  const answer = await fetch(LIST);
  if (!answer.ok) throw new TypeError(`${LIST} answers ${answer.status}`);
  return answer.json();
}

const partsOf = (files) => files.flatMap(({ parts }) => parts);

/** Whether all of it is here. @returns {Promise<boolean>} */
export async function isPackHere() {
  const parts = partsOf(await filesOfPack());
  if (!(await caches.has(CACHE))) return false; // to open it would make it
  const here = new Set((await (await caches.open(CACHE)).keys()).map(({ url }) => new URL(url).pathname));
  return parts.every(({ url }) => here.has(url));
}

/** Whether there is a connection to fetch it by. @returns {Promise<boolean>} */
export async function canFetchPack() {
  if (!navigator.onLine) return false;
  const asked = fetch(LIST, { method: 'HEAD', cache: 'no-store', credentials: 'omit' }); // never out of a cache
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}

/**
 * Fetches what is not here yet, part by part; what was fetched stays if it breaks off.
 * @param {(share: number) => void} onShare how much is here, 0 to 1
 * @param {AbortSignal} signal stops it
 * @returns {Promise<void>} rejects where it broke off: see `reasonOf`
 */
export async function fetchPack(onShare, signal) {
  const parts = partsOf(await filesOfPack());
  const whole = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const cache = await caches.open(CACHE);
  let done = 0;
  for (const { url, bytes } of parts) {
    if (!(await cache.match(url))) await cache.put(url, await fetchVerified(url, signal));
    done += bytes;
    onShare(done / whole);
  }
  await forgetOthers(cache, parts);
}

/** @param {Error} error of `fetchPack` @returns {'stopped'|'full'|'changed'|'broken'} */
export function reasonOf({ name }) {
  return { AbortError: 'stopped', QuotaExceededError: 'full', ChangedError: 'changed' }[name] ?? 'broken';
}

/** @returns {Promise<boolean>} */
export const removePack = () => caches.delete(CACHE);

/** Not kept a second time by the browser: the pack has its own cache. */
async function fetchVerified(url, signal) {
  const answer = await fetch(url, { cache: 'no-store', credentials: 'omit', redirect: 'error', signal });
  if (answer.status === 404) throw Object.assign(new Error(`${url} is not there any more`), { name: 'ChangedError' });
  if (!answer.ok) throw new TypeError(`${url} answers ${answer.status}`);
  const body = await answer.arrayBuffer();
  if (!(await isWhole(url, body))) throw new TypeError(`${url} has another content`);
  return new Response(body, { headers: { 'Content-Type': answer.headers.get('Content-Type') } });
}

async function isWhole(url, body) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.startsWith(url.match(/([0-9a-f]+)\.\w+$/)[1]);
}

/** Drops the parts of older versions. */
async function forgetOthers(cache, parts) {
  const known = new Set(parts.map(({ url }) => url));
  for (const request of await cache.keys()) {
    if (!known.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}
