// Asks the next day how the back is, and says what follows from it. Fetched where somebody has practised. What is asked
// and said is in next-day.js and advice.js.

import { now, today } from '../page/clock.js';
import { only, say } from '../page/dom.js';
import { pathsOf } from '../page/guides.js';
import { oneAtATime } from '../page/one-at-a-time.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { hashOf } from '../plan/dose.js';
import { coming } from '../plan/plans.js';
import { LEFT } from '../records/local.js';
import { dayOf } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { atMost, currentAdvice, lessThan, reasonToTalk } from './advice.js';
import { answer, answersByDay, askedAbout } from './next-day.js';
import { isStaying, STAYED, stepOn } from './progression.js';

const ENDED = 'next-day-ended'; // a setting: the day of practice for which `not now` ended the question
const LOCK = 'hinge-next-day'; // of the tabs one answers at a time

/**
 * @typedef {import('../records/store.js').Store} Store
 * @typedef {import('../records/entry.js').Entry} Entry
 * @typedef {{asks: ?import('../records/merge.js').Record, advice: ?ReturnType<typeof currentAdvice>, talk:
 *   ReturnType<typeof reasonToTalk>, step: ?import('./progression.js').Step}} Coached
 */

/**
 * @param {Store} store @param {Entry[]} sessions newest first, those whose date has come
 * @param {Entry[]} checks @param {Entry[]} plans @param {import('../page/path.js').Place[]} path
 * @returns {Promise<Coached>}
 */
export async function coached(store, sessions, checks, plans, path) {
  const [moment, day] = [now(), today()];
  const [ended, stayed] = [await store.setting(ENDED), await store.setting(STAYED)];
  const asks = askedAbout(sessions, checks, moment, ended);
  const advice = currentAdvice(sessions, checks, moment);
  const talk = reasonToTalk(sessions, checks, moment);
  const isNoTime = advice?.less || talk || coming(plans, day);
  const step = isNoTime ? null : stepOn(path, { sessions, checks, plans, day });
  return { asks, advice, talk, step: step && isStaying(step, stayed, day) ? null : step };
}

/**
 * Shows the question, or what follows from its answer.
 * @param {HTMLElement} root templates/today/coach.html @param {Store} store @param {Coached} coached
 * @param {{guide: string, usual: import('../plan/dose.js').Dose, easier: import('../page/path.js').Version[], rests:
 *   boolean, left: boolean}} practice the one that the page leads to; `rests`: nothing is to be practised today
 * @param {() => Promise<void>} show draws the page anew
 */
export function showNextDay(root, store, { asks, advice, talk }, practice, show) {
  const isTold = advice !== null && (advice.less || dayOf(advice.check.data.at) === today());
  root.hidden = !(asks || isTold || talk);
  showTalk(root.querySelector('[data-talk]'), talk);
  only(root, 'view', asks ? 'question' : isTold ? 'told' : '');
  if (isTold) showAdvice(root, advice, practice);
  root.onclick = ({ target }) => {
    const button = target.closest('button');
    if (button?.value) return ignoreStorageError(() => keep(Number(button.value)));
    const act = actions[button?.dataset.action];
    return act && ignoreStorageError(act);
  };
  const session = asks ?? advice?.session;
  const actions = {
    async 'not-now'() {
      if (asks) await store.set(ENDED, dayOf(asks.data.started_at));
      return show();
    },
    async 'day-off'() {
      await store.set(LEFT, { day: today(), guide: practice.guide, pain: advice.next });
      return show();
    },
    change() {
      only(root, 'view', 'question');
      root.querySelector(`[value="${advice.next}"]`).focus();
    },
  };

  async function keep(pain) {
    const tap = root.onclick;
    root.onclick = null; // a second tap is no second answer
    try {
      await oneAtATime(LOCK, () => put(store, session, pain));
    } catch (error) {
      root.onclick = tap; // to try again
      throw error;
    }
    await show();
    root.querySelector('[data-view="told"]').focus();
    syncSoon('change');
  }
}

/** Another tab, or this person before, may have answered: then that answer is changed. */
async function put(store, session, pain) {
  const entry = { record: session };
  const given = answersByDay([entry], await store.checks()).get(dayOf(session.data.started_at));
  return given ? store.change(given.check, { pain }) : store.putCheck(answer(now(), session.id, pain));
}

function showTalk(part, talk) {
  part.hidden = talk === null;
  if (talk === null) return;
  only(part, 'reason', talk.why);
  say(part.querySelector('[data-reason="rising"]'), talk);
}

function showAdvice(root, advice, { guide, usual, easier: [easier], rests, left }) {
  const { less, why, before, after, next } = advice;
  only(root, 'told', less ? (rests ? 'less-next' : 'less') : 'go-on');
  only(root, 'why', why);
  say(root.querySelector('[data-pains]'), { before: before ?? '–', after: after ?? '–', next });
  root.querySelector('[data-habit]').hidden = !less;
  const options = root.querySelector('[data-options]');
  options.hidden = !less || rests || left;
  if (options.hidden) return;
  const linkTo = (dose) => pathsOf(guide).practice + hashOf(dose);
  const dose = lessThan(usual);
  const link = options.querySelector('[data-less]');
  link.href = linkTo(dose);
  only(link, 'sets', dose.rounds > 1 ? 'more' : 'one');
  for (const words of link.children) say(words, { n: dose.reps, rounds: dose.rounds });
  showEasier(options.querySelector('[data-easier]'), easier && atMost(easier, usual), usual, linkTo);
  const dayOff = options.querySelector('[data-action="day-off"]');
  const isStop = why === 'high'; // leave it for today (templates/parts/pain-rule.html)
  options.prepend(isStop ? dayOff : link);
  for (const [button, leads] of [
    [link, !isStop],
    [dayOff, isStop],
  ]) {
    button.classList.toggle('primary', leads);
    button.classList.toggle('quiet', !leads);
  }
}

/** The easier version as what it is; none that is the usual dose. */
function showEasier(link, dose, usual, linkTo) {
  const isSlower = dose?.tempo > usual.tempo;
  link.hidden = !dose || (dose.reps === usual.reps && dose.rounds === usual.rounds && !isSlower);
  if (link.hidden) return;
  link.href = linkTo(dose);
  say(link.querySelector('[data-count]'), { n: dose.reps });
  say(link.querySelector('[data-rounds]'), { n: dose.rounds });
  link.querySelector('[data-slower]').hidden = !isSlower;
}
