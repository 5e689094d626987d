// Six weeks of one person, day by day, with the modules of Today and of the plan, a store, and a clock that is set. In
// the fifth week summer time ends: that day has 25 hours.

process.env.TZ = 'Europe/Berlin';

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { now, today } from '../../static/js/page/clock.js';
import { scoresOf, toScore, withScore } from '../../static/js/plan/activities.js';
import { changeOf, endOf } from '../../static/js/plan/change.js';
import { inForce } from '../../static/js/plan/plans.js';
import { suggestion } from '../../static/js/plan/suggest.js';
import { checkData } from '../../static/js/records/check.js';
import { newId } from '../../static/js/records/id.js';
import { splitAhead } from '../../static/js/records/time.js';
import { reportOf } from '../../static/js/report/report.js';
import { lessThan } from '../../static/js/today/advice.js';
import { coached } from '../../static/js/today/coach.js';
import { planned } from '../../static/js/today/due.js';
import { answer } from '../../static/js/today/next-day.js';
import { movedOn, onFewerDays } from '../../static/js/today/progression.js';
import { memoryStore } from './support/memory.mjs';
import { place } from './support/places.mjs';

const PATH = [place('wall-tap', 'hip-hinge'), place('hip-hinge', 'own-activity'), place('own-activity', null)];
const SOCKS = 'putting on socks';
const BEGINS = '2026-09-28'; // a Monday
const DAYS = 43; // until the day of the review

/** The days of the six weeks. */
const days = Array.from({ length: DAYS }, (_, at) => {
  const date = new Date(Date.UTC(2026, 8, 28 + at));
  return date.toISOString().slice(0, 10);
});

/** What Today knows and says at this moment. */
async function look(store) {
  const [sessions, checks, plans] = await Promise.all([store.sessions(), store.checks(), store.plans()]);
  const { past } = splitAhead(sessions, now());
  const done = past.map(({ record }) => record.data);
  const coach = await coached(store, past, checks, plans, PATH);
  return { plans, coach, due: planned(plans, done, now(), 1), scores: toScore(plans, checks, now()) };
}

async function keep(store, kind, data) {
  assert.equal(checkData(kind, data), null, JSON.stringify(data));
  return store.save(kind, newId(), data);
}

const setClock = (day, hour) => mock.timers.setTime(new Date(`${day}T${hour}:00`).getTime());

/**
 * One day: the answers in the morning, and a practice in the evening where one is due.
 * @returns {Promise<string[]>} what Today said and what came of it
 */
async function live(store, day, { pain }) {
  const said = [];
  setClock(day, '08:00');
  let { coach, due, scores, plans } = await look(store);
  for (const text of scores) {
    said.push(`score ${text}`);
    await keep(store, 'check', withScore(null, now(), text, 3 + Math.floor(days.indexOf(day) / 10)));
  }
  if (coach.asks) {
    await keep(store, 'check', answer(now(), coach.asks.id, pain));
    ({ coach, due, plans } = await look(store));
    assert.equal(coach.asks, null); // once
    said.push(coach.advice.less ? 'less' : 'go on');
  }
  if (coach.talk) said.push(`talk: ${coach.talk.why}`);
  setClock(day, '18:00');
  ({ coach, due, plans } = await look(store));
  if (due?.review) said.push('review');
  if (coach.step && coach.step.kind !== 'without' && due.state === 'due') {
    const entry = inForce(plans, today());
    const { data } = entry.record;
    const { kind, from, to } = coach.step;
    said.push(kind === 'next' ? `to ${to.guide}` : kind);
    const wanted = kind === 'next' ? movedOn(data, from, to, day) : onFewerDays(data, day);
    const { ends, begins } = changeOf(entry, wanted, plans, day);
    await store.replan(ends, begins);
    ({ coach, due, plans } = await look(store));
  }
  if (coach.step?.kind === 'without') said.push('without');
  if (due?.state !== 'due') return said;
  const [usual] = due.items;
  const dose = coach.advice?.less ? lessThan(usual) : usual;
  const set = { side: 'both', reps: dose.reps, target: dose.reps, seconds: 60, counter: 'tap' };
  await keep(store, 'session', {
    guide: usual.guide,
    started_at: now(),
    ended_at: now(),
    sets: Array(dose.rounds).fill(set),
    pain_before: 2,
    pain_after: 2,
    note: '',
    plan: due.id,
  });
  const after = await look(store);
  assert.equal(after.due.state, 'done');
  said.push(`${usual.guide} ${dose.rounds}×${dose.reps}`);
  return said;
}

/** A person who takes the first suggestion, with one bad night after the third practice. */
async function sixWeeks() {
  mock.timers.enable({ apis: ['Date'], now: new Date(`${BEGINS}T08:00:00`).getTime() });
  const store = memoryStore();
  const plan = { ...suggestion(PATH, [], [], BEGINS), activities: [SOCKS] };
  await keep(store, 'plan', plan);
  const story = new Map();
  for (const day of days) story.set(day, await live(store, day, { pain: day === '2026-10-03' ? 5 : 2 }));
  return { store, story };
}

const { store, story } = await sixWeeks();
const daysOf = (word) => days.filter((day) => story.get(day).some((one) => one.startsWith(word)));

test('on each of its days something is due, and nothing is piled up on the others', () => {
  const practised = days.filter((day) => story.get(day).some((one) => one.includes('×')));
  const weekdays = new Set(practised.map((day) => new Date(day).getUTCDay()));
  assert.deepEqual([...weekdays].sort(), [1, 3, 5]);
  assert.equal(practised.length, 17); // three a week, and two from the third of the path on
});

test('the next day is asked after every practice, once, also over the night of 25 hours', () => {
  const practised = days.filter((day) => story.get(day).some((one) => one.includes('×')));
  const asked = days.filter((day) => story.get(day).some((one) => one === 'go on' || one === 'less'));
  const next = practised.map((day) => days[days.indexOf(day) + 1]).filter(Boolean);
  assert.deepEqual(asked, next);
});

test('pain that rose means less the next time, and the path waits', () => {
  assert.deepEqual(story.get('2026-10-03'), ['less']);
  assert.deepEqual(story.get('2026-10-05'), ['wall-tap 1×7']);
  assert.deepEqual(story.get('2026-10-06'), ['go on']);
  assert.deepEqual(daysOf('less'), ['2026-10-03']);
  assert.deepEqual(daysOf('talk'), []);
});

test('three good practices of each guide lead along the order of learning, then to fewer days, then to none', () => {
  assert.deepEqual(daysOf('to hip-hinge'), ['2026-10-09']);
  assert.deepEqual(daysOf('to own-activity'), ['2026-10-16']);
  assert.deepEqual(daysOf('fewer'), ['2026-10-23']);
  assert.equal(story.get('2026-10-23').at(-1), 'own-activity 1×10');
  assert.equal(daysOf('without')[0], '2026-10-31'); // three well on two days a week
});

test('what the person wants to do again is scored at the beginning, every two weeks, and at the review', async () => {
  assert.deepEqual(daysOf('score'), ['2026-09-28', '2026-10-12', '2026-10-26', '2026-11-09']);
  const [told] = scoresOf(await store.checks(), now());
  assert.deepEqual([told.text, told.first, told.last, told.size], [SOCKS, 3, 7, 'large']);
});

test('the review comes on its day, and a plan that ends well asks for nothing more', async () => {
  assert.deepEqual(daysOf('review'), ['2026-11-09']);
  setClock('2026-11-09', '19:00');
  const { plans } = await look(store);
  const { ends } = endOf(inForce(plans, today()), plans, today());
  await store.replan(ends, null);
  setClock('2026-11-13', '18:00');
  const { due, scores, coach } = await look(store);
  assert.deepEqual([due, scores, coach.step.kind], [null, [], 'without']);
});

test('the report of six weeks has every practice, the one of less, and no gap that was none', async () => {
  const [sessions, checks, plans] = await Promise.all([store.sessions(), store.checks(), store.plans()]);
  setClock('2026-11-08', '19:00');
  const { sums, stops } = reportOf({ sessions, checks, plans }, 6, now());
  assert.deepEqual([sums.practices, sums.done, sums.planned], [16, 16, 16]);
  assert.deepEqual(stops, [{ kind: 'less', day: '2026-10-03', pain: 5, before: 2 }]);
});
