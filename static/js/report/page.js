// The report: shows it, prints it, and hands it over. What is typed or ticked here is kept nowhere.

import { now, onRenewal } from '../page/clock.js';
import { only, say, sentence } from '../page/dom.js';
import { download } from '../page/download.js';
import { formats, locale } from '../page/format.js';
import { isOneSided, titleOf } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { newId } from '../records/id.js';
import { bringRetests } from '../records/retests.js';
import { whenOpen } from '../records/store.js';
import { dayOf } from '../records/time.js';
import { Ledger } from '../sync/ledger.js';
import { reportOf } from './report.js';
import { showReport } from './sheet.js';
import { Words } from './words.js';

const root = document.querySelector('.report');
const options = document.querySelector('[data-options]');
const give = document.querySelector('[data-give]');
const text = give.querySelector('.report-text');
const FHIR = 'application/fhir+json';
const language = document.documentElement.lang;
const here = locale(language, navigator.languages);
const chosen = new Set(); // ids of the records whose notes go along
let report = null;

const sayFrom = (list) => (name, values) =>
  sentence(document.querySelector(`[data-words="${list}"] [data-name="${name}"]`), values ?? {});
const nameOf = () => `hinge-report-${dayOf(now())}.json`;
const fileOf = (json) => new File([json], nameOf(), { type: 'application/json' }); // of the types that can be shared
const write = writing();
const words = new Words(sayFrom('report'), write, { titleOf, isOneSided });

whenOpen().then(start);

function start(store) {
  const show = () =>
    ignoreStorageError(async () => {
      const [sessions, checks, plans] = await Promise.all([store.sessions(), store.checks(), store.plans()]);
      const weeks = Number(options.querySelector('[name="weeks"]:checked').value);
      report = reportOf({ sessions, checks, plans }, weeks, now());
      showReport(root, report, { words, write, say: sayFrom('report'), chosen });
      text.textContent = words.lines(report);
      only(give, 'label', 'copy');
      for (const part of [root, give]) part.hidden = false;
    });
  options.addEventListener('submit', (event) => event.preventDefault());
  options.addEventListener('change', ({ target }) => target.name === 'weeks' && show());
  store.onChange(({ what }) => what === 'records' && show());
  onRenewal(show);
  startName();
  startGiving();
  show().then(() => ignoreStorageError(() => bringRetests(store)));
  ignoreStorageError(() => offerLinks(store));
}

/** A name stands on the paper while it stands in its field; a page that is left or shown again has none. */
function startName() {
  const field = options.querySelector('[name="name"]');
  const shown = root.querySelector('[data-person]');
  const showName = () => {
    shown.textContent = field.value.trim();
    shown.hidden = shown.textContent === '';
  };
  const clear = () => {
    field.value = '';
    showName();
  };
  field.addEventListener('input', showName);
  addEventListener('pagehide', clear);
  addEventListener('pageshow', clear);
  clear();
}

function startGiving() {
  const button = (name) => document.querySelector(`[data-action="${name}"]`);
  button('print').addEventListener('click', () => print());
  button('copy').addEventListener('click', copy);
  button('share').hidden = !navigator.share;
  button('share').addEventListener('click', () => share({ text: text.textContent }));
  button('share-fhir').hidden = !navigator.canShare?.({ files: [fileOf('{}')] });
  button('fhir').addEventListener('click', () => withBundle((json) => download(nameOf(), FHIR, json)));
  button('share-fhir').addEventListener('click', () => withBundle((json) => share({ files: [fileOf(json)] })));
}

/** Where the browser does not let it copy, the text is selected, for the person to do it. */
async function copy() {
  try {
    await navigator.clipboard.writeText(text.textContent);
    only(give, 'label', 'copied');
  } catch {
    getSelection().selectAllChildren(text);
  }
}

async function share(what) {
  try {
    await navigator.share(what);
  } catch (error) {
    if (error.name !== 'AbortError' && error.name !== 'NotAllowedError') throw error;
  }
}

/** @param {(json: string) => unknown} use */
async function withBundle(use) {
  const problem = give.querySelector('[data-problem]');
  problem.textContent = '';
  try {
    await use(JSON.stringify(await bundle(), null, 1));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    say(problem, {});
  }
}

const ends = ({ from, to }) => ({ from: write.day(from), to: write.day(to) });

/** @throws {TypeError} where the module can't be fetched */
async function bundle() {
  const { bundleOf } = await import('./fhir.js');
  const { percent } = write;
  const means = { say: sayFrom('fhir'), titleOf, isOneSided, percent, makeId: newId };
  return bundleOf(report, { now: now(), language, notes: chosen, ...means });
}

/** Where sync is on, and the browser can encrypt: over http it can't. */
async function offerLinks(store) {
  const part = document.querySelector('[data-health-link]');
  if (!part || !globalThis.crypto?.subtle || !(await new Ledger(store).agreement()).on) return;
  const { startHealthLinks } = await import('./health-link-page.js');
  await startHealthLinks(part, {
    locale: here,
    type: FHIR,
    bundle: async () => JSON.stringify(await bundle()),
    label: () => sayFrom('report')('link-label', ends(report.period)),
    share,
  });
}

/** Days and numbers as the page's language writes them. */
function writing() {
  const day = new Intl.DateTimeFormat(here, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const signed = new Intl.NumberFormat(here, { signDisplay: 'exceptZero', maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(here, { style: 'percent' });
  return {
    ...formats(here),
    percent: (share) => percent.format(share),
    day: (one) => day.format(new Date(one)),
    signed: (value) => signed.format(value).replace('-', '−'),
  };
}
