// When this device syncs, and that it does so once at a time, whatever the number of tabs.

import { openStore } from '../records/store.js';
import { Ledger } from './ledger.js';
import { sync } from './protocol.js';
import { passes, pause } from './trouble.js';
import { due } from './view.js';

const LOCK = 'hinge-sync';
const LONGEST_TIMER = 3_600_000; // ms

const listeners = new Set();
let syncing = false;
let current = null; // the run under way
let next = null; // the one after it
let wish = null; // what the next one is for
let timer;

/**
 * Syncs now, or once more when a sync is under way. Does nothing while sync is off, or while the server asked for
 * peace.
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
export function alone(work) {
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

/** Follows what the browser tells of: the network, the foreground, Background Sync. */
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
    if (due(await ledger.agreement(), reason, Date.now())) await alone(() => syncUnlessDone(ledger, reason, asked));
    await plan(ledger);
  } catch (error) {
    if (error.name !== 'StorageError') throw error; // the records are where they were; the next trigger tries again
  }
}

/**
 * What was finished since it was asked for, here or in another tab, need not be done twice; but a person wants to see
 * it done.
 */
async function syncUnlessDone(ledger, reason, asked) {
  const { agreement, waiting, rejected, later } = await ledger.overview();
  if (!agreement.on) return;
  const since = asked < agreement.synced && agreement.synced <= Date.now(); // not before a clock was set back
  const done = since && !agreement.trouble && waiting === rejected + later;
  if (done && reason !== 'button') return;
  turn(true);
  try {
    await sync(ledger, fetch.bind(globalThis));
    await ledger.note(agreement.account, { synced: Date.now(), trouble: null, failures: 0, retryAt: 0 });
  } catch (trouble) {
    if (trouble.name !== 'SyncTrouble') throw trouble;
    if (trouble.code !== 'superseded') await noteTrouble(ledger, agreement, trouble);
  } finally {
    turn(false);
  }
}

async function noteTrouble(ledger, { account, failures: before }, trouble) {
  const failures = before + 1;
  const retryAt = Date.now() + pause(trouble, failures);
  await ledger.note(account, { trouble: { code: trouble.code }, failures, retryAt });
}

/** Comes back by itself: by a timer while the page is open, by Background Sync when it is not. */
async function plan(ledger) {
  const { agreement, waiting, rejected, later } = await ledger.overview();
  if (!agreement.on || !agreement.trouble) return;
  const wait = Math.min(Math.max(agreement.retryAt - Date.now(), 0), LONGEST_TIMER);
  clearTimeout(timer);
  timer = setTimeout(() => syncSoon('timer'), wait);
  if (passes(agreement.trouble.code) && waiting > rejected + later) wakeLater();
}

async function wakeLater() {
  try {
    const worker = await navigator.serviceWorker?.ready;
    await worker?.sync?.register(LOCK);
  } catch {
    // Not allowed here, or not offered: the other triggers do.
  }
}

function turn(on) {
  syncing = on;
  for (const listener of listeners) listener();
}
