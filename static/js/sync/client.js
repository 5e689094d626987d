// Decides when this device syncs, and lets only one tab do so at a time.

import { openStore } from '../records/store.js';
import { Ledger } from './ledger.js';
import { sync } from './protocol.js';
import { isTemporary, retryDelay } from './trouble.js';
import { maySync } from './view.js';

const LOCK = 'hinge-sync';
const LONGEST_TIMER = 3_600_000; // ms

const listeners = new Set();
let syncing = false;
let current = null; // the run under way
let next = null; // the one after it
let wish = null; // what the next one is for
let timer;

/**
 * Syncs now, or once more after a running sync. Does nothing while sync is off, or before the time that the server
 * named in `Retry-After`.
 * @param {'open'|'foreground'|'online'|'practice'|'change'|'button'|'background'|'timer'} reason
 * @returns {Promise<void>} when done, however it went: the agreement says how
 */
export function syncSoon(reason) {
  const asked = Date.now();
  if (!current && !next) return begin({ reason, asked });
  wish = { reason: wish?.reason === 'button' ? 'button' : reason, asked };
  next ??= current
    .catch(() => {})
    .then(() => {
      const wished = wish;
      next = wish = null;
      return begin(wished);
    });
  return next;
}

function begin({ reason, asked }) {
  current = run(reason, asked).finally(() => {
    current = null;
  });
  return current;
}

/** Whether this tab syncs at this moment. @returns {boolean} */
export const isSyncing = () => syncing;

/** Calls when a sync of this tab starts or ends. @param {() => void} listener @returns {() => void} ends it */
export function onSync(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Runs `work` while no tab of this device syncs. Browsers without Web Locks (pages not served over HTTPS) run it at
 * once: two syncs at a time cost a request, and nothing else.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
export function withSyncLock(work) {
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

/** Starts to sync at the browser's events: network, foreground, Background Sync. */
export function start() {
  addEventListener('online', () => syncSoon('online'));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && syncSoon('foreground'));
  addEventListener('pageshow', (event) => event.persisted && syncSoon('foreground'));
  navigator.serviceWorker?.addEventListener('message', ({ data }) => data?.type === 'sync' && syncSoon('background'));
}

async function run(reason, asked) {
  clearTimeout(timer);
  try {
    const ledger = new Ledger(await openStore());
    if (maySync(await ledger.agreement(), reason, Date.now()))
      await withSyncLock(() => syncUnlessDone(ledger, reason, asked));
    await planRetry(ledger);
  } catch (error) {
    if (error.name !== 'StorageError') throw error; // the records are where they were; the next trigger tries again
  }
}

/**
 * Skips a sync when another one, here or in another tab, has finished since this one was asked for; never after a press
 * of the button.
 */
async function syncUnlessDone(ledger, reason, asked) {
  const { agreement, waiting, rejected, later } = await ledger.overview();
  if (!agreement.on) return;
  const since = asked < agreement.synced && agreement.synced <= Date.now(); // not before a clock was set back
  const done = since && !agreement.trouble && waiting === rejected + later;
  if (done && reason !== 'button') return;
  setSyncing(true);
  try {
    await sync(ledger, fetch.bind(globalThis));
    await ledger.note(agreement.account, { synced: Date.now(), trouble: null, failures: 0, retryAt: 0 });
  } catch (trouble) {
    if (trouble.name !== 'SyncTrouble') throw trouble;
    if (trouble.code !== 'superseded') await noteTrouble(ledger, agreement, trouble);
  } finally {
    setSyncing(false);
  }
}

async function noteTrouble(ledger, { account, failures: before }, trouble) {
  const failures = before + 1;
  const retryAt = Date.now() + retryDelay(trouble, failures);
  await ledger.note(account, { trouble: { code: trouble.code }, failures, retryAt });
}

/** Plans the next try: by a timer while the page is open, by Background Sync when it is not. */
async function planRetry(ledger) {
  const { agreement, waiting, rejected, later } = await ledger.overview();
  if (!agreement.on || !agreement.trouble) return;
  const wait = Math.min(Math.max(agreement.retryAt - Date.now(), 0), LONGEST_TIMER);
  clearTimeout(timer);
  timer = setTimeout(() => syncSoon('timer'), wait);
  if (isTemporary(agreement.trouble.code) && waiting > rejected + later) requestBackgroundSync();
}

async function requestBackgroundSync() {
  try {
    const worker = await navigator.serviceWorker?.ready;
    await worker?.sync?.register(LOCK);
  } catch {
    // Not allowed or not supported: the other events remain.
  }
}

function setSyncing(on) {
  syncing = on;
  for (const listener of listeners) listener();
}
