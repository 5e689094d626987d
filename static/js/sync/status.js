// The line at the head of every page that says what the phone and the server have agreed on, and the notices that
// say when the phone keeps nothing.

import { byTestId, ignoreFetchError, only } from '../page/dom.js';
import { onSpare, openStore, whenOpen } from '../records/store.js';
import { Ledger } from './ledger.js';
import { statusWord } from './view.js';

const element = byTestId('sync-status');
let client = null; // the module that syncs: who does not sync need not load it
let agreement = null; // with the server, as it was last read
let isSpareInUse = false; // the second database, because the first does not answer
let drawing = null;
let stale = false;

const notice = (name) => document.querySelector(`[data-notice="${name}"]`);

async function begin() {
  onSpare((isInUse) => {
    isSpareInUse = isInUse;
    hideNotices();
  });
  const store = await whenOpen(showNotice);
  hideNotices();
  store.onTrouble(showNotice);
  store.onChange(({ what }) => {
    hideNotices();
    if (what !== 'run') draw().then(follow);
  });
  addEventListener('online', draw);
  addEventListener('offline', draw);
  await draw();
  await follow();
  client?.syncSoon('open');
  await leave();
  addEventListener('online', leave);
}

/** Loads the client once sync is on, here or in another tab. */
async function follow() {
  if (client || !agreement?.on) return;
  const module = await import('./client.js').catch(ignoreFetchError);
  if (client || !module) return;
  client = module;
  client.onSync(draw);
  client.start();
}

/** Sends the sign-out of a device that left while there was no connection. */
async function leave() {
  if (!agreement?.leaving) return;
  const module = await import('./account.js').catch(ignoreFetchError);
  if (module) await module.finishLeaving();
}

/** Draws the current state, and again if it changed meanwhile. */
function draw() {
  stale = true;
  drawing ??= redraw();
  return drawing;
}

async function redraw() {
  try {
    while (stale) {
      stale = false;
      const overview = await new Ledger(await openStore()).overview();
      agreement = overview.agreement;
      show(overview);
    }
  } catch (error) {
    if (error.name !== 'StorageError') throw error; // showNotice() has said it
  } finally {
    drawing = null;
  }
}

function show({ waiting, rejected, later }) {
  const syncing = client?.isSyncing() ?? false;
  const counts = { some: waiting - rejected - later, refused: rejected };
  for (const [name, count] of Object.entries(counts)) {
    for (const part of element.querySelectorAll(`[data-${name}]`)) {
      part.hidden = count === 0;
      part.querySelector('[data-count]').textContent = count.toLocaleString(document.documentElement.lang);
    }
  }
  element.dataset.waiting = waiting;
  element.dataset.state = statusWord(agreement, { waiting, rejected, later, syncing, online: navigator.onLine });
  element.dataset.known = '';
}

function showNotice(error) {
  if (error.name !== 'StorageError') return; // a fault of ours, which is not the browser's
  only(notice('storage'), 'place', 'none');
  notice(error.reason === 'full' ? 'full' : 'storage').hidden = false;
}

/** After a change was stored. */
function hideNotices() {
  notice('full').hidden = true;
  notice('storage').hidden = !isSpareInUse;
  only(notice('storage'), 'place', isSpareInUse ? 'spare' : 'none');
}

begin().catch((error) => {
  if (error.name !== 'StorageError') throw error; // showNotice() has said it
});
