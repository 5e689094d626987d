// The history: what the phone holds, and every change to it, also from another tab or from the server.

import { onRenewal } from '../page/clock.js';
import { ignoreFetchError } from '../page/dom.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { forgetBesides } from '../records/besides.js';
import { LOST_NOTES } from '../records/lost-notes.js';
import { bringRetests } from '../records/retests.js';
import { onSpare, whenOpen } from '../records/store.js';
import { startCopies } from './copies.js';

const root = document.querySelector('[data-history]');
// A sync of thousands of practices reports many changes: redrawing pauses between them.
const LONG = 200; // ms
const MOST_REST = 2_000; // ms
let isSpareInUse = false; // then a notice says that earlier practices may be missing
let logbook = null; // fetched with the first record: an empty history needs none of it

startCopies();
onSpare((isInUse) => {
  isSpareInUse = isInUse;
});
whenOpen().then(start);

async function start(store) {
  let isStale = false;
  let showing = null;
  const show = () => {
    isStale = true;
    showing ??= ignoreStorageError(untilFresh).finally(() => {
      showing = null;
    });
    return showing;
  };
  let restUntil = 0;
  /** Reads and draws again as long as something changed meanwhile; several changes count as one. */
  const untilFresh = async () => {
    while (isStale) {
      const rest = restUntil - performance.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      isStale = false;
      const began = performance.now();
      const [sessions, checks, plans] = await Promise.all([store.sessions(), store.checks(), store.plans()]);
      const isEmpty = sessions.length + checks.length + plans.length === 0;
      if (!isEmpty) logbook ??= fetchLogbook(store, show);
      const book = await logbook;
      if (!isEmpty && !book) return; // it could not be fetched
      book?.show({ sessions, checks, plans });
      await tellLost(store, [...sessions, ...checks], show);
      root.dataset.history = !isEmpty ? 'some' : isSpareInUse ? 'unknown' : 'none';
      for (const part of root.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== root.dataset.history;
      for (const [name, some] of Object.entries({ sessions, checks, plans })) {
        root.querySelector(`[data-needs="${name}"]`).hidden = some.length === 0;
      }
      const ended = performance.now();
      if (ended - began > LONG) restUntil = ended + Math.min(MOST_REST, 3 * (ended - began));
    }
  };
  store.onChange(({ what }) => what === 'records' && show());
  onRenewal(show);
  await show();
  await ignoreStorageError(async () => {
    await forgetBesides(store);
    await bringRetests(store);
  });
}

/** The notes of this device that another one's change replaced. */
async function tellLost(store, entries, refresh) {
  const part = root.querySelector('[data-lost-notes]');
  const lost = await store.setting(LOST_NOTES, {});
  if (part.hidden && Object.keys(lost).length === 0) return;
  const module = await import('./lost-notes.js').catch(ignoreFetchError);
  module?.showLostNotes(part, store, lost, entries, refresh);
}

async function fetchLogbook(store, refresh) {
  try {
    const { Logbook } = await import('./logbook.js');
    return new Logbook(root, store, refresh);
  } catch (error) {
    logbook = null; // the next look at the history tries again
    return ignoreFetchError(error);
  }
}
