// What sync is doing, in sentences, and the buttons that turn it on and off.

import { onRenewal, today } from '../page/clock.js';
import { byTestId, fill, ignoreFetchError, say } from '../page/dom.js';
import { locale } from '../page/format.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { dayOf, localTime } from '../records/time.js';
import { turnOff, turnOn } from '../sync/account.js';
import { isSyncing, onSync, syncSoon } from '../sync/client.js';
import { Ledger } from '../sync/ledger.js';
import { statusWord } from '../sync/view.js';
import { press, words } from './press.js';

const language = locale(document.documentElement.lang, navigator.languages);

/**
 * @param {HTMLElement} root @param {import('../records/store.js').Store} store
 * @param {string} label what this device calls itself
 * @returns {Promise<void>} when what is true first stands there
 */
export function startSync(root, store, label) {
  const ledger = new Ledger(store);
  const section = root.querySelector('[data-section="sync"]');
  const problem = section.querySelector(':scope > [data-problem]');
  const [on, now, off] = ['sync-on', 'sync-now', 'sync-off'].map((id) => byTestId(id, section));
  const showRejected = startRejected(section, store);
  const draw = async () => {
    render(root, section, await ledger.overview());
    await showRejected(await ledger.rejected());
  };
  const redraw = () => ignoreStorageError(draw);

  on.addEventListener('click', () =>
    press(on, problem, async () => {
      await turnOn(label);
      await draw();
      now.focus();
      await syncSoon('button');
    }),
  );
  now.addEventListener('click', () => press(now, problem, () => syncSoon('button')));
  off.addEventListener('click', () =>
    press(off, problem, async () => {
      await turnOff();
      await draw();
      on.focus();
    }),
  );
  store.onChange(({ what }) => what !== 'run' && redraw());
  onSync(redraw);
  addEventListener('online', redraw);
  addEventListener('offline', redraw);
  onRenewal(redraw);
  return redraw();
}

/**
 * The list of the records that the server rejected. Its module is fetched when there is such a record.
 * @returns {(entries: import('../records/entry.js').Entry[]) => Promise<void>} shows these
 */
function startRejected(section, store) {
  let list = null;
  const fetchList = async () => {
    try {
      const { RejectedRecords } = await import('./rejected.js');
      return new RejectedRecords(section, store, document.getElementById('let-go'));
    } catch (error) {
      list = null; // the next change tries again
      return ignoreFetchError(error);
    }
  };
  return async (entries) => {
    if (entries.length > 0) list ??= fetchList();
    (await list)?.show(entries);
  };
}

/** Where the browser keeps nothing, there is nothing to sync. @param {HTMLElement} root @param {boolean} isWithout */
export function showWithoutStore(root, isWithout) {
  const section = root.querySelector('[data-section="sync"]');
  if (isWithout) {
    showFor(root, 'off');
    for (const id of ['sync-on', 'passkey-sign-in']) byTestId(id, section).hidden = true;
  }
  root.querySelector('[data-join-code]').hidden = isWithout;
  section.querySelector(':scope > [data-problem]').textContent = isWithout ? words('refusal', { code: 'storage' }) : '';
}

function render(root, section, overview) {
  const { agreement, waiting, rejected, later } = overview;
  const lost = agreement.trouble?.code === 'not_signed_in';
  showFor(root, !agreement.on ? 'off' : lost ? 'lost' : 'on');
  fill(section, { waiting: new Intl.NumberFormat(language).format(waiting - rejected - later) });
  const last = section.querySelector('[data-field="synced"]');
  last.textContent = agreement.synced === null ? last.dataset.none : moment(agreement.synced);
  showSentence(section, sentenceFor(overview), agreement.trouble, waiting - rejected - later);
}

function showFor(root, state) {
  for (const part of root.querySelectorAll('[data-when]')) {
    part.hidden = !part.dataset.when.split(' ').includes(state);
    if (part.hidden && part.open) part.open = false; // its list is of an account that this device has left
  }
}

function sentenceFor({ agreement, ...counts }) {
  const state = statusWord(agreement, { ...counts, syncing: isSyncing(), online: navigator.onLine });
  if (agreement.trouble && state !== 'syncing') return 'trouble';
  if (state === 'waiting' && counts.waiting === 0) return 'first';
  if (state === 'synced' && counts.waiting > 0) return 'rest';
  return state;
}

function showSentence(section, state, trouble, n) {
  for (const part of section.querySelectorAll('[data-state]')) {
    part.hidden = part.dataset.state !== state;
    if (part.hidden) continue;
    if (state === 'waiting') say(part, { n });
    if (state === 'trouble') part.textContent = words('trouble', trouble);
  }
}

/** The hour; with the day where that is not today. */
function moment(ms) {
  const isToday = dayOf(localTime(ms)) === today();
  return new Intl.DateTimeFormat(language, { dateStyle: isToday ? undefined : 'medium', timeStyle: 'short' }).format(
    ms,
  );
}
