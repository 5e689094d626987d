// Today: the page is the same for everyone; what the phone knows of this person is filled in here.

import { now, onRenewal } from '../page/clock.js';
import { clone, fill, ignoreFetchError, only, say } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { fillTitle, isKnown, pathsOf } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { LEFT, markPast } from '../records/local.js';
import { whenOpen } from '../records/store.js';
import { dayOf, splitAhead } from '../records/time.js';
import { markOrder, nextStep, orderOf } from './order.js';
import { summary, unanswered } from './summary.js';

const ASKED = 'asked-after'; // a setting: the session for which `not now` ended the question

const root = document.querySelector('[data-today]');
// the guide that the page leads to when nothing is known
const first = root.querySelector('[data-picture]').dataset.picture;
const write = formats(locale(document.documentElement.lang, navigator.languages));

await start(await whenOpen(asNewcomer));
asNewcomer();

/** Shows the page of a newcomer, unless the past is known. */
function asNewcomer() {
  if (root.dataset.today === 'unknown') root.dataset.today = 'new';
}

async function start(store) {
  const show = () =>
    ignoreStorageError(async () => {
      const entries = await store.sessions();
      const run = await findStopped(await store.run());
      await askAfter(store, run ? [] : entries).catch(ignoreFetchError);
      render(entries, run, await store.setting(LEFT));
      await askScores(store).catch(ignoreFetchError);
    });
  store.onChange(({ what }) => what !== 'settings' && show());
  onRenewal(show);
  await show();
}

/** The practice in progress, or null. Loads the modules that read it only if there is one. */
async function findStopped(saved) {
  if (!saved) return null;
  const [{ totalReps }, { unfinished }] = await Promise.all([
    import('../practice/machine.js'),
    import('../practice/restore.js'),
  ]);
  const run = unfinished(saved);
  return run && { guide: run.guide, title: run.title, n: totalReps(run) };
}

/** Asks how much it hurts after the last practice, where that was not answered. */
async function askAfter(store, entries) {
  const part = root.querySelector('[data-asks-after]');
  const record = unanswered(entries, now());
  if (!record || (await store.setting(ASKED)) === record.id) {
    part.hidden ||= part.querySelector('[data-after="kept"]').hidden; // an answer stays in sight
    return;
  }
  const after = await import('./after.js');
  after.askAfter(part, store, record, ASKED);
}

/** Asks how the activities of the plan go. */
async function askScores(store) {
  if ((await store.plans()).length === 0) return;
  const { showScoring } = await import('../plan/scoring.js');
  await showScoring(store);
}

function render(entries, run, left) {
  const moment = now();
  const past = summary(entries, moment);
  const sessions = splitAhead(entries, moment).past.map(({ record }) => record.data);
  const step = run ? null : nextStep(orderOf(root), sessions);
  showGuide([run?.guide, step?.guide, past?.last?.guide, first].find((slug) => slug && isKnown(slug)));
  sayNextStep(step?.mastered ?? null);
  if (run) say(root.querySelector('[data-stopped]'), run);
  if (past) showLately(past, moment);
  root.querySelector('.lately').parentElement.hidden = past === null;
  markOrder(root, sessions);
  root.dataset.today = run ? 'open' : past ? 'back' : 'new';
  const isEnough = !run && past?.last?.when === 'today';
  const isLeft = !run && !isEnough && left?.day === dayOf(moment);
  root.querySelector('[data-enough]').hidden = !isEnough;
  root.querySelector('[data-left]').hidden = !isLeft;
  urge(!isEnough && !isLeft);
  markPast(root.dataset.today !== 'new');
  if (navigator.standalone) offerToBring(root.dataset.today === 'new').catch(ignoreFetchError);
}

/** An app on the home screen of an iPhone or iPad has nothing of what was practised in its browser. */
async function offerToBring(isEmpty) {
  const { showBring } = await import('./bring.js');
  showBring(root.querySelector('[data-bring]'), isEmpty);
}

/** Shows `guide` as the one to practise. */
function showGuide(guide) {
  for (const one of root.querySelectorAll('[data-picture]')) one.hidden = one.dataset.picture !== guide;
  const paths = pathsOf(guide);
  root.querySelector('[data-testid="start-practice"]').href = paths.practice;
  root.querySelector('[data-guide-link]').href = paths.guide;
  fillTitle(root, 'title', guide);
}

/** Why another guide leads than the last time's. @param {?string} mastered the guide that was done well */
function sayNextStep(mastered) {
  root.querySelector('[data-next-step]').hidden = mastered === null;
  if (mastered) fillTitle(root, 'mastered', mastered);
}

/** Makes the button the one to press, or quiet: after a practice today, or one that was left for today. */
function urge(isUrged) {
  const { classList } = root.querySelector('[data-testid="start-practice"]');
  classList.toggle('primary', isUrged);
  classList.toggle('quiet', !isUrged);
}

function showLately({ last, pain, trend, days, waiting }, today) {
  only(root, 'last', last?.when ?? 'ahead');
  if (last) say(root.querySelector(`[data-last="${last.when}"]`), { n: last.reps, day: write.day(last.day, today) });

  part('pain', pain, ({ before, after, change }) => {
    fill(root, { before, after });
    only(root, 'pain', change);
  });
  part('trend', trend, ({ first, lately, change }) => {
    fill(root, { first, lately: lately.join(', ') });
    only(root, 'trend', change);
  });
  part('waiting', waiting || null, (n) => say(root.querySelector('[data-waiting]'), { n }));

  root.querySelector('.seven').replaceChildren(
    ...days.map((one) => {
      const item = fill(clone('seven-day'), { weekday: write.weekday(one.day) });
      item.classList.toggle('practised', one.practised);
      return item;
    }),
  );
  say(root.querySelector('[data-seven]'), { n: days.filter((one) => one.practised).length });
}

function part(name, value, show) {
  root.querySelector(`[data-part="${name}"]`).hidden = value === null;
  if (value !== null) show(value);
}
