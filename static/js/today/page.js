// Today: the page is the same for everyone; what the phone knows of this person is filled in here.

import { now, onRenewal } from '../page/clock.js';
import { ignoreFetchError, only, say } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { fillTitle, isKnown, pathsOf } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { LEFT, markPast } from '../records/local.js';
import { whenOpen } from '../records/store.js';
import { dayOf, splitAhead } from '../records/time.js';

const ASKED = 'asked-after'; // a setting: the session for which `not now` ended the question

const root = document.querySelector('[data-today]');
const startLink = root.querySelector('[data-testid="start-practice"]');
// the guide that the page leads to when nothing is known
const first = root.querySelector('[data-picture]').dataset.picture;
const here = locale(document.documentElement.lang, navigator.languages);
const write = formats(here);

whenOpen(asNewcomer).then(start).then(asNewcomer);

/** Shows the page of a newcomer, unless the past is known. */
function asNewcomer() {
  if (root.dataset.today === 'unknown') root.dataset.today = 'new';
}

async function start(store) {
  let turn = 0;
  const show = () =>
    ignoreStorageError(async () => {
      turn += 1;
      const mine = turn;
      const known = await look(store);
      if (mine !== turn) return; // a newer turn shows it
      await askAfter(store, known).catch(ignoreFetchError);
      if (mine !== turn) return;
      render(store, known, show);
      await askScores(store, known.plans).catch(ignoreFetchError);
    });
  store.onChange(({ what }) => what !== 'settings' && show());
  onRenewal(show);
  await show();
}

/** All that the page shows, and the modules that show it, which are fetched only where there is anything. */
async function look(store) {
  const [entries, checks, plans, saved, left] = await Promise.all([
    store.sessions(),
    store.checks(),
    store.plans(),
    store.run(),
    store.setting(LEFT),
  ]);
  const { past } = splitAhead(entries, now());
  const isPlanShown = root.querySelector('[data-planned="no"]').hidden;
  const [run, lately, planning, coaching] = await Promise.all([
    findStopped(saved),
    (entries.length > 0 || root.dataset.today === 'back') && import('./lately.js').catch(ignoreFetchError),
    (plans.length > 0 || isPlanShown) && import('./plan.js').catch(ignoreFetchError),
    past.length > 0 && import('./coach.js').catch(ignoreFetchError),
  ]);
  const sessions = past.map(({ record }) => record.data);
  const order = (planning || coaching) && (await import('../page/path.js').catch(ignoreFetchError));
  const path = order ? order.readPath() : [];
  const due = planning ? planning.planOf(plans, sessions, now(), here) : null;
  const coach = coaching && !run ? await coaching.coached(store, past, checks, plans, path) : null;
  const stepping = coach?.step && (await import('./step.js').catch(ignoreFetchError));
  return { entries, plans, sessions, run, left, lately, planning, due, coaching, coach, stepping, path };
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
async function askAfter(store, { entries, run, lately, coach }) {
  const part = root.querySelector('[data-asks-after]');
  const record = lately && !run && !coach?.asks ? lately.unanswered(entries, now()) : null;
  if (!record || (await store.setting(ASKED)) === record.id) {
    part.hidden ||= part.querySelector('[data-after="kept"]').hidden; // an answer stays in sight
    return;
  }
  const after = await import('./after.js').catch(ignoreFetchError);
  if (after) after.askAfter(part, store, record, ASKED);
}

/** Asks how the activities of the plan go. */
async function askScores(store, plans) {
  if (plans.length === 0) return;
  const scoring = await import('../plan/scoring.js').catch(ignoreFetchError);
  if (scoring) await scoring.showScoring(store);
}

function render(store, known, show) {
  const { entries, plans, sessions, run, lately, planning, due, coaching, coach, stepping, path } = known;
  const moment = now();
  const past = lately ? lately.showLately(root, entries, moment, write) : null;
  if (lately) lately.markOrder(root, sessions, plans);
  root.querySelector('.lately').parentElement.hidden = past === null;
  const hasPractised = past?.last?.when === 'today';
  const plan = due?.plan ?? null;
  const isOver = plan ? due.state !== 'due' : hasPractised; // for today
  const isLeft = known.left?.day === dayOf(moment);
  const step = isOver || isLeft || !stepping ? null : stepFor(due, coach.step);

  const lastGuide = sessions.find((session) => isKnown(session.guide))?.guide;
  const guides = [run?.guide, step?.to?.guide, plan && planning.leading(due), lastGuide, first];
  const guide = guides.find((slug) => slug && isKnown(slug));
  showGuide(guide);
  showStart(step?.to ? step.from.guide : null);
  if (run) say(root.querySelector('[data-stopped]'), run);
  if (planning) planning.showPlan(root, due, path, hasPractised, (day) => write.day(day, moment));
  const practice = { guide, ...doseOf(path, guide, plan), rests: isOver, left: isLeft };
  for (const part of root.querySelectorAll('[data-coach], [data-step]')) part.hidden = true;
  startLink.onclick = null;
  if (coach) coaching.showNextDay(root.querySelector('[data-coach]'), store, coach, practice, show);
  if (step) stepping.showStep(root.querySelector('[data-step]'), startLink, store, step, plans, show);

  const hasMore = root.querySelector('[data-coach]:not([hidden]), [data-due]:not([hidden])') !== null;
  root.classList.toggle('has-more', hasMore);
  root.querySelector('[data-enough]').hidden = plan !== null || !hasPractised;
  root.querySelector('[data-left]').hidden = run !== null || hasPractised || !isLeft;
  urge(run !== null || !(isOver || isLeft || coach?.advice?.less));
  root.dataset.today = run ? 'open' : past || due ? 'back' : 'new';
  markPast(root.dataset.today !== 'new');
  if (navigator.standalone) offerToBring(root.dataset.today === 'new').catch(ignoreFetchError);
}

/** The next step, where the plan has its guide now. */
function stepFor(due, step) {
  return step.to && due?.plan && due.guide !== step.from.guide ? null : step;
}

/** What is usual of a guide: the plan's dose or its own, and its easier versions. */
function doseOf(path, guide, plan) {
  const place = path.find((one) => one.guide === guide);
  const own = { reps: place?.reps ?? 1, rounds: 1, tempo: 100 };
  return { usual: plan?.items.find((item) => item.guide === guide) ?? own, easier: place?.easier ?? [] };
}

/** An app on the home screen of an iPhone or iPad has nothing of what was practised in its browser. */
async function offerToBring(isEmpty) {
  const bring = await import('./bring.js').catch(ignoreFetchError);
  if (bring) bring.showBring(root.querySelector('[data-bring]'), isEmpty);
}

/** Shows `guide` as the one to practise. */
function showGuide(guide) {
  showPicture(guide);
  const paths = pathsOf(guide);
  startLink.href = paths.practice;
  root.querySelector('[data-guide-link]').href = paths.guide;
  fillTitle(root, 'title', guide);
}

function showPicture(guide) {
  const place = root.querySelector('.today-picture');
  const find = (pictures) => pictures.querySelector(`[data-picture="${guide}"]`);
  if (!find(place)) place.append(document.importNode(find(document.getElementById('pictures').content), true));
  for (const one of place.children) one.hidden = one.dataset.picture !== guide;
}

/** Why another guide leads than the last time's. @param {?string} mastered the guide that was done well */
function showStart(mastered) {
  root.querySelector('[data-next-step]').hidden = mastered === null;
  only(root, 'start', mastered ? 'next' : 'usual');
  if (mastered) fillTitle(root, 'mastered', mastered);
}

/** Makes the button the one to press, or quiet: after a practice today, or one that was left for today. */
function urge(isUrged) {
  const { classList } = startLink;
  classList.toggle('primary', isUrged);
  classList.toggle('quiet', !isUrged);
}
