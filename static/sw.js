// Keeps one build of Hinge whole on the device, and serves it from there. It never sees a person's records.
// The server puts a line before this file: self.BUILD = {version, languages, files: [{url, digest, language}, …]}.
// A digest is the beginning of the SHA-256 of the body, in hexadecimal digits.
// Files without a language are for everyone; of the pages, a phone keeps those of the languages that it uses. Files of
// the camera are for phones that have its pack.

const { version, languages, files } = self.BUILD;
const ROOT = location.pathname.slice(0, -'/sw.js'.length); // where Hinge is not at the root of its host
const PREFIX = `hinge${ROOT}-`; // another Hinge of the same host has its own
const CACHE = PREFIX + version;
const CAMERA_PACK = 'camera-pack'; // static/js/camera/pack.js fills it; updates leave it alone
const AT_ONCE = 6; // as many as a browser asks of one host over HTTP/1.1
const MANY = 20; // so many files weigh more than a pack of all
const known = new Set(files.map((file) => file.url));

self.addEventListener('install', (event) => {
  const install = async () => {
    const used = await languagesInUse();
    readWithoutWorker(event, used);
    await fillCacheFor(used);
  };
  event.waitUntil(install().catch(giveUp));
});

self.addEventListener('activate', (event) => event.waitUntil(takeCharge()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith(`${ROOT}/api/`)) return;
  if (request.mode === 'navigate') event.respondWith(page(pathname, request));
  else if (known.has(pathname) && !search) event.respondWith(fromCacheOrNetwork(pathname, request));
  else if (pathname.startsWith(`${ROOT}/static/camera/`)) event.respondWith(fromCameraPack(pathname, request));
});

self.addEventListener('message', (event) => {
  if (event.data.type === 'take-over') event.waitUntil(self.skipWaiting());
  if (event.data.type === 'verify') {
    const { deep, language } = event.data;
    event.waitUntil(verify(deep, language).then((answer) => event.ports[0].postMessage({ ...answer, version })));
  }
});

self.addEventListener('sync', (event) => {
  if (event.tag === 'hinge-sync') event.waitUntil(tellWindows({ type: 'sync' }));
});

/** The files for everyone, the pages of the languages `used`, and those of the camera for who `sees`. */
function filesOf(used, sees) {
  return files.filter(({ language, camera }) => (!language || used.includes(language)) && (!camera || sees));
}

const hasCameraPack = () => caches.has(CAMERA_PACK);

/** The languages of the pages in the caches of older builds, and of the open windows. */
async function languagesInUse() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return [...(await cachedLanguages()), ...windows.map(({ url }) => languageAt(new URL(url).pathname))];
}

async function cachedLanguages() {
  const kept = await Promise.all(languages.map((language) => caches.match(`${prefix(language)}/`)));
  return languages.filter((_, at) => kept[at]);
}

/** What the paths of a language begin with. The first language has no prefix of its own. */
function prefix(language) {
  return language === languages[0] ? ROOT : `${ROOT}/${language}`;
}

function languageAt(path) {
  return languages.slice(1).find((language) => path.startsWith(`${prefix(language)}/`)) ?? languages[0];
}

/** Browsers that have addRoutes() read these pages and files from the cache without starting this worker. */
function readWithoutWorker(event, used) {
  const exactly = ({ url }) => ({ urlPattern: { pathname: url, search: '' } });
  event.addRoutes?.({ condition: { or: filesOf(used, false).map(exactly) }, source: { cacheName: CACHE } });
}

/**
 * Puts everything in the languages `used` into the cache: what an older build had too; then, if much is lacking, what
 * is in a pack, which has less than half the bytes of its files; then what is still lacking, file by file.
 */
async function fillCacheFor(used) {
  const wanted = new Map(filesOf(used, await hasCameraPack()).map((file) => [file.url, file]));
  await takeOver(wanted);
  for (const language of new Set(used)) {
    if (wanted.size > MANY) await unpack(language, wanted).catch(unlessFull);
  }
  await fillCache([...wanted.values()]);
}

/** Takes what older builds have with the same content out of `wanted`. */
async function takeOver(wanted) {
  const cache = await caches.open(CACHE);
  for (const file of [...wanted.values()]) {
    const kept = await caches.match(file.url);
    if (!(await matches(kept, file))) continue;
    await cache.put(file.url, kept);
    wanted.delete(file.url);
  }
}

/** Takes what has the digest of the build out of a pack, and out of `wanted`. */
async function unpack(language, wanted) {
  const cache = await caches.open(CACHE);
  const answer = await fetch(`${ROOT}/pack/${language}.json`, {
    cache: 'no-cache',
    credentials: 'omit',
    redirect: 'error',
  });
  if (!answer.ok) return;
  const keep = async ({ url, headers, body }) => {
    const response = new Response(body, { headers });
    if (!wanted.has(url) || !(await matches(response, wanted.get(url)))) return;
    await cache.put(url, response);
    wanted.delete(url);
  };
  await Promise.all((await answer.json()).map(keep));
}

/** What a pack lacks is fetched file by file. */
function unlessFull(error) {
  if (isFull(error)) throw error;
}

/** Puts the files `wanted` into the cache. Rejects when one can't be fetched or has another digest. */
async function fillCache(wanted) {
  const cache = await caches.open(CACHE);
  const waiting = [...wanted];
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await cache.put(file.url, await fetchVerified(file));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Fails the install, and tells the pages why: they wait for an active worker, so they would never know. */
async function giveUp(error) {
  await tellWindows({ type: 'incomplete', full: isFull(error) });
  throw error;
}

const isFull = ({ name }) => name === 'QuotaExceededError';

/** A response whose body has the digest of the build. */
async function fetchVerified(file) {
  const fresh = await fetch(file.url, { cache: 'no-cache', credentials: 'omit', redirect: 'error' });
  if (await matches(fresh, file)) return fresh;
  throw new Error(`${file.url} is not what this build made`);
}

async function matches(response, file) {
  if (!response?.ok) return false;
  const whole = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  const digits = Array.from(new Uint8Array(whole), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.startsWith(file.digest);
}

/**
 * Whether every file of `language` is in the cache, or the device is full. Fetches missing files first, and with `deep`
 * also those whose content is wrong.
 */
async function verify(deep, language) {
  if (!languages.includes(language)) return { ready: false }; // a later build has it
  const cache = await caches.open(CACHE);
  const here = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname)); // one look, not one a file
  const lacking = [];
  for (const file of filesOf([language], await hasCameraPack())) {
    const whole = here.has(file.url) && (!deep || (await matches(await cache.match(file.url), file)));
    if (!whole) lacking.push(file);
  }
  return fillCache(lacking).then(
    () => ({ ready: true }),
    (error) => ({ ready: false, full: isFull(error) }),
  );
}

async function takeCharge() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A page from the cache, else from the network, else the page for people who are offline. */
async function page(path, request) {
  if (known.has(path)) return fromCacheOrNetwork(path, request).catch(() => inOtherLanguage(path));
  if (known.has(`${path}/`)) return Response.redirect(`${path}/${new URL(request.url).search}`);
  return fetch(request).catch(() => offline(languageAt(path)));
}

/** Redirects to the same page in a language whose pages are in the cache. `?here` keeps it there (early.js). */
async function inOtherLanguage(path) {
  const rest = path.slice(prefix(languageAt(path)).length);
  const [other] = await cachedLanguages();
  return other && (await fromCache(prefix(other) + rest))
    ? Response.redirect(`${prefix(other)}${rest}?here`)
    : offline(other);
}

async function offline(language) {
  const pages = [language, ...languages].map((one) => fromCache(`${prefix(one)}/offline/`));
  return (await Promise.all(pages)).find(Boolean);
}

async function fromCacheOrNetwork(path, request) {
  return (await fromCache(path)) ?? fetch(request);
}

async function fromCache(path) {
  return (await caches.open(CACHE)).match(path);
}

async function fromCameraPack(path, request) {
  return (await caches.match(path, { cacheName: CAMERA_PACK })) ?? fetch(request);
}

async function tellWindows(message) {
  for (const window of await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
    window.postMessage(message);
}
