// The line at the head of every page that says what the phone and the server have agreed on, and the notices that
// say when the phone keeps nothing.

import { byTestId } from '../page/dom.js';
import { openStore } from '../records/store.js';
import { Ledger } from './ledger.js';
import { word } from './view.js';

const element = byTestId('sync-status');
let client = null; // the module that syncs: who does not sync need not load it
let drawing = null;
let stale = false;

const AGAIN = 30_000; // ms until a browser that gave no database is asked again

async function begin() {
  const store = await whenOpen();
  const ledger = new Ledger(store);
  store.onTrouble(showNotice);
  store.onChange(({ what }) => {
    hideNotices(); // something was kept
    if (what !== 'run') draw();
    if (what === 'settings') follow(ledger);
  });
  addEventListener('online', draw);
  addEventListener('offline', draw);
  await draw();
  await follow(ledger);
  client?.syncSoon('open');
  await leave(ledger);
  addEventListener('online', () => leave(ledger));
}

/** The store, as soon as the browser gives one. */
async function whenOpen() {
  for (;;) {
    try {
      const store = await openStore();
      hideNotices();
      return store;
    } catch (error) {
      if (error.name !== 'StorageError') throw error;
      showNotice(error);
    }
    await chance();
  }
}

/** When it is worth another try. */
async function chance() {
  const found = new AbortController();
  await new Promise((resolve) => {
    for (const event of ['online', 'pageshow', 'focus']) addEventListener(event, resolve, { signal: found.signal });
    document.addEventListener('visibilitychange', resolve, { signal: found.signal });
    setTimeout(resolve, AGAIN);
  });
  found.abort();
}

/** From when sync is on, here or in another tab, this page syncs at whatever the browser tells of. */
async function follow(ledger) {
  if (client || !(await ledger.agreement()).on) return;
  const module = await import('./client.js');
  if (client) return;
  client = module;
  client.onSync(draw);
  client.start();
}

/** Sends the sign-out of a device that left while there was no connection. */
async function leave(ledger) {
  if (!(await ledger.agreement()).leaving) return;
  const { finishLeaving } = await import('./account.js');
  await finishLeaving();
}

/** Draws what is true now; what changes during that is drawn once more. */
function draw() {
  stale = true;
  drawing ??= redraw();
  return drawing;
}

async function redraw() {
  try {
    while (stale) {
      stale = false;
      show(await new Ledger(await openStore()).overview());
    }
  } catch (error) {
    if (error.name !== 'StorageError') throw error; // showNotice() has said it
  } finally {
    drawing = null;
  }
}

function show({ agreement, waiting, rejected }) {
  const syncing = client?.isSyncing() ?? false;
  for (const count of element.querySelectorAll('[data-count]')) count.textContent = waiting;
  for (const part of element.querySelectorAll('[data-some]')) part.hidden = waiting === 0;
  element.dataset.waiting = waiting;
  element.dataset.state = word(agreement, { waiting, rejected, syncing, online: navigator.onLine });
  element.dataset.known = '';
}

function showNotice(error) {
  if (error.name !== 'StorageError') return; // a fault of ours, which is not the browser's
  document.querySelector(`[data-notice="${error.reason === 'full' ? 'full' : 'storage'}"]`).hidden = false;
}

function hideNotices() {
  for (const notice of document.querySelectorAll('[data-notice="storage"], [data-notice="full"]')) notice.hidden = true;
}

begin().catch((error) => {
  if (error.name !== 'StorageError') throw error; // showNotice() has said it
});
