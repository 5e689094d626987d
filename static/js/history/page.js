// The history: what the phone holds, and every change to it, also from another tab or from the server.

import { onRenewal } from '../page/clock.js';
import { told } from '../page/told.js';
import { forgetBesides } from '../records/besides.js';
import { whenOpen } from '../records/store.js';
import { startCopies } from './copies.js';

const root = document.querySelector('[data-history]');
let logbook = null; // fetched with the first session: an empty history needs none of it

startCopies();
await start(await whenOpen());

async function start(store) {
  let turn = 0;
  const show = () => told(async () => {
    const mine = ++turn;
    const items = await store.sessions();
    if (items.length) logbook ??= fetchLogbook(store, show);
    const book = await logbook;
    if (mine !== turn) return;
    book?.show(items);
    root.dataset.history = items.length ? 'some' : 'none';
    for (const part of root.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== root.dataset.history;
  });
  store.onChange(({ what }) => what === 'records' && show());
  onRenewal(show);
  await show();
  await told(() => forgetBesides(store));
}

async function fetchLogbook(store, refresh) {
  try {
    const { Logbook } = await import('./logbook.js');
    return new Logbook(root, store, refresh);
  } catch (error) {
    logbook = null; // the next look at the history tries again
    throw error;
  }
}
