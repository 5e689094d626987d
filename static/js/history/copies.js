// Saves a copy of all records, and imports one.

import { clone, say } from '../page/dom.js';
import { download } from '../page/download.js';
import { A_MONDAY, formats, locale } from '../page/format.js';
import { titleOf } from '../page/guides.js';
import { inWords } from '../page/reasons.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { addBesides, allBesides } from '../records/besides.js';
import { checkRecord } from '../records/check.js';
import { toJson } from '../records/copy.js';
import { shift } from '../records/days.js';
import '../records/offering.js'; // which the store fetches: no network is needed once a file was chosen
import { withBeside } from '../records/operations.js';
import { openStore } from '../records/store.js';
import { dayOf, localTime } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { toCsv } from './csv.js';
import { readText } from './file.js';
import { readExport } from './import.js';
import { checksTable, plansTable } from './tables.js';

const NAMED = 20; // refused records that are named; the rest are counted

const section = document.querySelector('.copies');
const report = section.querySelector('[data-report]');
const word = (list, name, value) =>
  document.querySelector(`[data-words="${list}"] [data-${name}="${CSS.escape(value)}"]`)?.textContent;

/** Listens at once: a copy may be chosen before the store is open. */
export function startCopies() {
  const file = section.querySelector('[data-import]');
  const actions = {
    'save-json': () => ignoreStorageError(async () => saveJson(await openStore())),
    'save-csv': () => ignoreStorageError(async () => saveCsv(await openStore())),
    'save-checks': () => ignoreStorageError(async () => saveChecks(await openStore())),
    'save-plans': () => ignoreStorageError(async () => savePlans(await openStore())),
    import: () => file.click(),
  };
  section.addEventListener('click', ({ target }) => actions[target.closest('[data-action]')?.dataset.action]?.());
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    if (chosen) await withImportDisabled(() => importFile(chosen));
    file.value = ''; // the same file may be chosen again
  });
}

/**
 * Keeps a second copy from being chosen while `work` is under way, and the focus where it was.
 * @param {() => Promise<Element[]>} work what to say of it
 */
async function withImportDisabled(work) {
  const button = section.querySelector('[data-action="import"]');
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  let said = [];
  try {
    said = await work();
  } finally {
    report.replaceChildren(...said);
    button.disabled = false;
    if (hadFocus && document.activeElement === document.body) button.focus({ preventScroll: true });
  }
}

async function saveJson(store) {
  const now = localTime(Date.now());
  download(`hinge-${dayOf(now)}.json`, 'application/json', toJson(await store.all(), await allBesides(store), now));
}

const headings = () =>
  Object.fromEntries(
    [...document.querySelectorAll('[data-words="csv"] [data-column]')].map((one) => [
      one.dataset.column,
      one.textContent,
    ]),
  );

const own = () => locale(document.documentElement.lang, navigator.languages);

function saveTable(name, table) {
  download(`hinge-${name}${dayOf(localTime(Date.now()))}.csv`, 'text/csv;charset=utf-8', table);
}

async function saveCsv(store) {
  const entries = withBesides(await store.sessions(), await allBesides(store));
  const wordOf = (counter) => word('counter', 'counter', counter) ?? counter;
  saveTable('', toCsv(entries, headings(), titleOf, own(), wordOf));
}

async function saveChecks(store) {
  const [sessions, checks] = await Promise.all([store.sessions(), store.checks()]);
  const byId = new Map(sessions.map(({ id, record }) => [id, record.data]));
  const words = { headings: headings(), locale: own(), titleOf, aboutIn: (about) => word('about', 'about', about) };
  saveTable(
    'checks-',
    checksTable(checks, (id) => byId.get(id), words),
  );
}

async function savePlans(store) {
  const write = formats(own());
  const weekday = (number) => write.shortWeekday(shift(A_MONDAY, number - 1));
  saveTable('plans-', plansTable(await store.plans(), { headings: headings(), locale: own(), titleOf, weekday }));
}

const withBesides = (entries, besides) =>
  entries.map(({ id, record }) => ({ record: { ...record, data: withBeside(record.data, besides[id]) } }));

/** @returns {Promise<Element[]>} what to say of it */
async function importFile(file) {
  const progress = new Progress();
  await progress.whenDrawn();
  const { text, problem } = await readText(file);
  const read = problem ? { problem } : readExport(text, checkRecord);
  if (read.problem) return [paragraph(read.problem)];
  try {
    const store = await openStore();
    const besides = Object.keys(read.beside).length;
    progress.expect(read.records.length + besides);
    const counts = await store.offer(read.records, (done) => progress.reach(done));
    await addBesides(store, read.beside, (done) => progress.reach(read.records.length + done));
    syncSoon('change');
    const done = clone('import-done');
    say(done, counts);
    return read.refused.length ? [done, rejectedList(read.refused)] : [done];
  } catch (error) {
    if (error.name !== 'StorageError') throw error;
    return [paragraph(progress.done === 0 ? 'storage' : 'storage-part')];
  }
}

/** A progress bar. Screen readers announce its first text alone. */
class Progress {
  done = 0;
  #root = clone('import-progress');
  #bar = this.#root.querySelector('progress');
  #write = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' });

  constructor() {
    report.replaceChildren(this.#root);
  }

  /** Resolves when the bar is drawn: the import that follows may block drawing. */
  whenDrawn() {
    return new Promise((resolve) => {
      setTimeout(resolve, 100); // no frame comes in a tab in the background
      requestAnimationFrame(() => setTimeout(resolve));
    });
  }

  /** @param {number} total */
  expect(total) {
    this.#bar.max = Math.max(1, total);
    this.reach(0);
  }

  /** @param {number} done */
  reach(done) {
    this.done = done;
    this.#bar.value = done;
    say(this.#root.querySelector('[data-text]'), {
      part: this.#write.format(Math.floor((100 * done) / this.#bar.max) / 100),
    });
  }
}

function paragraph(problem) {
  const line = document.createElement('p');
  line.textContent = word('import', 'problem', problem);
  return line;
}

function rejectedList(refused) {
  const block = clone('import-refused');
  const more = block.querySelector('[data-more]');
  say(block.querySelector('p'), { n: refused.length });
  block.querySelector('ul').append(
    ...refused.slice(0, NAMED).map(({ index, problem }) => {
      const line = clone('import-refused-one');
      say(line, { index, problem: inWords(problem) });
      return line;
    }),
  );
  more.hidden = refused.length <= NAMED;
  say(more, { n: refused.length - NAMED });
  return block;
}
