// Asks how well each activity of the plan goes now (templates/parts/activities.html), one at a time, one tap each.
// Every answer is on disk before the next question. Fetched where there is a plan.

import { now } from '../page/clock.js';
import { fill, say } from '../page/dom.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { dayOf } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { openCheck, toScore, withScore } from './activities.js';

const LATER = 'scores-later'; // a setting: the day on which `not now` ended the questions

const root = document.querySelector('[data-scoring]');
const part = (name) => root.querySelector(`[data-scoring-part="${name}"]`);

let asked = null; // the activity in question
let again = null; // the one whose answer is to be changed
let answered = null; // the last answer on this page: {text, score, day}
let isSaving = false;

/**
 * Shows the question where an activity is to be scored. To be called whenever records or the day have changed.
 * @param {import('../records/store.js').Store} store @returns {Promise<void>} rejects with StorageError
 */
export async function showScoring(store) {
  const [plans, checks, later] = await Promise.all([store.plans(), store.checks(), store.setting(LATER)]);
  const moment = now();
  const due = toScore(plans, checks, moment);
  if (answered?.day !== dayOf(moment)) answered = again = null;
  const isLater = later === dayOf(moment);
  const text = again ?? (isLater ? undefined : due[0]);
  root.onclick = (event) => act(store, event);
  part('question').hidden = text === undefined;
  part('before').hidden = answered === null || again !== null;
  part('kept').hidden = text !== undefined || answered === null;
  root.hidden = text === undefined && answered === null;
  if (answered) fill(root, { answered: answered.text, answer: answered.score });
  if (text !== undefined) ask(text, due, checks, moment);
}

function ask(text, due, checks, moment) {
  asked = text;
  const done = again === null ? (openCheck(checks, moment, text)?.record.data.activities.length ?? 0) : 0;
  const n = done + due.length;
  const place = root.querySelector('[data-place]');
  place.hidden = n < 2 || again !== null;
  say(place, { i: done + 1, n });
  fill(root, { activity: text });
}

function act(store, { target, detail }) {
  if (detail > 1 || isSaving) return undefined; // a touch that bounces is no answer to the next question
  const score = target.closest('[data-score]')?.dataset.score;
  if (score !== undefined) return during(() => answer(store, asked, Number(score)));
  const action = target.closest('[data-action]')?.dataset.action;
  if (action === 'later') return during(() => leave(store));
  if (action === 'again') {
    again = answered.text;
    return during(() => next(store));
  }
  return undefined;
}

async function during(work) {
  isSaving = true;
  try {
    await ignoreStorageError(work);
  } finally {
    isSaving = false;
  }
}

async function answer(store, text, score) {
  const moment = now();
  const check = openCheck(await store.checks(), moment, text)?.record;
  const data = withScore(check?.data ?? null, moment, text, score);
  if (check) await store.change(check, { activities: data.activities });
  else await store.putCheck(data);
  answered = { text, score, day: dayOf(moment) };
  again = null;
  syncSoon('change');
  await next(store);
}

async function leave(store) {
  if (again === null) await store.set(LATER, dayOf(now()));
  again = null;
  await next(store);
}

/** Leads the keyboard on, and says to those who can't see it what is asked now. */
async function next(store) {
  await showScoring(store);
  const shown = part('question').hidden ? part('kept') : root.querySelector('#scoring-question');
  shown.focus({ preventScroll: true });
}
