import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../../static/js/today/next-day.js';
import { goodOnes, isStaying, movedOn, onFewerDays, stay, stepOn } from '../../static/js/today/progression.js';
import { place } from './support/places.mjs';

const TODAY = '2026-11-22';
const PATH = [place('a', 'b'), place('b', 'c'), place('c', null)];
const set = (side, reps, target = 10) => ({ side, reps, target });
const session = (guide, day, { sets = [set('both', 10)], before = 2, after = 3 } = {}) => ({
  record: {
    id: `${guide} ${day}`,
    data: {
      guide,
      started_at: `${day}T18:00:00.000+01:00`,
      ended_at: `${day}T18:05:00.000+01:00`,
      sets,
      pain_before: before,
      pain_after: after,
    },
  },
});
/** Practices of these guides, the last one yesterday, newest first; `-` after a name: not with all repetitions. */
const sessions = (names) =>
  names.split(' ').map((name, at) => {
    const day = `2026-11-${String(21 - at).padStart(2, '0')}`;
    return session(name[0], day, name.endsWith('-') ? { sets: [set('both', 9)] } : {});
  });
const nextPlannedDay = ({ record }, pain) => ({
  record: { id: `check ${record.id}`, data: answer(`${TODAY}T08:00:00.000+01:00`, record.id, pain) },
});
const plan = (items, changes = {}) => ({
  record: {
    id: 'plan',
    data: {
      items: Object.entries(items).map(([guide, days]) => ({ guide, reps: 10, rounds: 1, tempo: 100, days })),
      starts_on: '2026-11-02',
      review_on: '2026-12-14',
      ended_on: null,
      remind_at: '08:00',
      activities: ['shoes'],
      given_by: 'Ada',
      words: 'Slowly.',
      ...changes,
    },
  },
});
const known = (of, { checks = [], plans = [] } = {}) => ({
  sessions: Array.isArray(of) ? of : sessions(of),
  checks,
  plans,
  day: TODAY,
});
const step = (of, more, path = PATH) => {
  const found = stepOn(path, known(of, more));
  return found && [found.kind, found.from.guide, ...(found.to ? [found.to.guide] : [])];
};

test('three practices with all repetitions lead on, in whatever row', () => {
  assert.equal(step('a a'), null);
  assert.deepEqual(step('a a a'), ['next', 'a', 'b']);
  assert.deepEqual(step('a a- a a'), ['next', 'a', 'b']);
  assert.equal(step('a a- a'), null);
  assert.deepEqual(step('x a a a'), ['next', 'a', 'b']);
  assert.equal(step([]), null);
});

test('the guide of the last time is the one that leads on, past those that were done well', () => {
  assert.equal(step('b a a a'), null);
  assert.deepEqual(step('a b b b a a'), ['next', 'a', 'c']);
});

test('a guide’s own numbers count, and its own next guide', () => {
  const path = [place('a', 'c', { next: { guide: 'c', practices: 2, pain: 1 } }), place('b', null), place('c', 'b')];
  const easy = (day) => session('a', day, { after: 1 });
  assert.deepEqual(step([easy('2026-11-21'), easy('2026-11-20')], {}, path), ['next', 'a', 'c']);
  assert.equal(step([easy('2026-11-21'), session('a', '2026-11-20', { after: 2 })], {}, path), null);
});

test('a path that leads in a circle, or to a guide that is gone, leads nowhere', () => {
  assert.equal(step('a a a b b b', {}, [place('a', 'b'), place('b', 'a')]), null);
  assert.equal(step('a a a', {}, [place('a', 'gone')]), null);
});

test('pain after it counts where it was told, and that of the last practice in any case', () => {
  const after = (...pains) => pains.map((pain, at) => session('a', `2026-11-${20 - at}`, { after: pain }));
  assert.deepEqual(step(after(null, 3, 0)), ['next', 'a', 'b']);
  assert.equal(step(after(3, 4, 3)), null);
  assert.deepEqual(step(after(3, 4, 3, 3)), ['next', 'a', 'b']);
  assert.equal(step(after(4, 3, 3, 3)), null);
});

test('the next day counts where it was told', () => {
  const all = sessions('a a a');
  assert.deepEqual(step(all, { checks: all.map((one) => nextPlannedDay(one, 3)) }), ['next', 'a', 'b']);
  assert.equal(step(all, { checks: [nextPlannedDay(all[1], 4)] }), null);
});

test('every side needs its repetitions', () => {
  const sided = place('a', 'b', { sides: ['left', 'right'] });
  const good = (...sets) => goodOnes(sided, known([session('a', TODAY, { sets })])).length;
  assert.equal(good(set('left', 10), set('right', 10)), 1);
  assert.equal(good(set('left', 10), set('right', 9)), 0);
  assert.equal(good(set('left', 10)), 0);
  assert.equal(good(set('both', 10)), 0);
  assert.equal(good(set('left', 5, null), set('right', 10)), 0);
});

test('a practice of less than usual is not one with all repetitions; the plan says what is usual', () => {
  const of = (reps, changes, rounds = 1) => {
    const plans = changes ? [plan({ a: [1] })] : [];
    if (changes) Object.assign(plans[0].record.data.items[0], changes);
    const sets = Array.from({ length: rounds }, () => set('both', reps, reps));
    return goodOnes(PATH[0], known([session('a', '2026-11-20', { sets })], { plans })).length;
  };
  assert.equal(of(7), 0);
  assert.equal(of(7, { reps: 7 }), 1);
  assert.equal(of(5, { reps: 7 }), 0);
  assert.equal(of(10, { reps: 20 }), 1);
  assert.equal(of(10, { rounds: 2 }), 0);
  assert.equal(of(10, { rounds: 2 }, 2), 1);
});

test('round one of two is not the whole practice, however many repetitions the plan has', () => {
  const plans = [plan({ a: [1] })];
  Object.assign(plans[0].record.data.items[0], { reps: 30, rounds: 2 });
  const of = (rounds) => {
    const done = session('a', '2026-11-20', { sets: Array.from({ length: rounds }, () => set('both', 30, 30)) });
    done.record.data.plan = 'plan';
    return goodOnes(PATH[0], known([done], { plans })).length;
  };
  assert.deepEqual([of(1), of(2)], [0, 1]);
});

test('with a plan its furthest guide leads on, but not to one that the plan has', () => {
  const plans = (items) => ({ plans: [plan(items)] });
  const done = 'a a a b b b';
  assert.deepEqual(step(done, plans({ a: [1, 4] })), ['next', 'a', 'c']);
  assert.deepEqual(step(done, plans({ a: [1], b: [4] })), ['next', 'b', 'c']);
  assert.equal(step(done, plans({ a: [1], b: [4], c: [6] })), null);
  assert.equal(step(done, plans({ c: [6] })), null);
});

test('after the last guide come fewer days, then none of Hinge', () => {
  assert.deepEqual(step('c c c'), ['fewer', 'c']);
  assert.deepEqual(step('c c c c c c'), ['without', 'c']);
  assert.deepEqual(step('c c c', { plans: [plan({ c: [1, 3, 5] })] }), ['fewer', 'c']);
  const few = (starts_on) => ({ plans: [plan({ c: [1, 5] }, { starts_on })] });
  assert.equal(step('c c c', few('2026-11-20')), null);
  assert.deepEqual(step('c c c', few('2026-11-19')), ['without', 'c']);
  const spread = plan({ c: [1], x: [3], y: [5] }, { starts_on: '2026-11-19' });
  assert.deepEqual(step('c c c', { plans: [spread] }), ['without', 'c']); // no guide can have fewer
});

test('the next guide takes the other’s days in the plan, in its own dose', () => {
  const { data } = plan({ a: [1, 4], x: [6] }, { items: undefined }).record;
  const items = [
    { guide: 'a', reps: 8, rounds: 3, tempo: 150, days: [1, 4] },
    { guide: 'x', reps: 5, rounds: 2, tempo: 90, days: [6] },
  ];
  const to = place('b', 'c', { reps: 15 });
  const most = movedOn({ ...data, items }, PATH[0], { ...to, reps: 1000 }, TODAY);
  assert.equal(most.items[0].reps, 100);
  assert.deepEqual(movedOn({ ...data, items }, PATH[0], to, TODAY), {
    ...data,
    items: [{ guide: 'b', reps: 15, rounds: 1, tempo: 100, days: [1, 4] }, items[1]],
  });
  assert.equal(movedOn({ ...data, items, review_on: TODAY }, PATH[0], to, TODAY).review_on, null);
  assert.equal(movedOn({ ...data, items, review_on: null }, PATH[0], to, TODAY).review_on, null);
});

test('fewer days are about half of them, ascending and apart', () => {
  const days = (all) => onFewerDays(plan({ a: all }).record.data, TODAY).items[0].days;
  assert.deepEqual(days([1, 3, 5]), [1, 5]);
  assert.deepEqual(days([1, 5]), [1]);
  assert.deepEqual(days([7]), [7]);
  assert.deepEqual(days([1, 2, 3, 4, 5, 6, 7]), [1, 3, 5, 6]);
});

test('who stays is not asked again for two weeks, but about another step', () => {
  const found = stepOn(PATH, known('a a a'));
  const stayed = stay(found, TODAY);
  assert.equal(isStaying(found, stayed, TODAY), true);
  assert.equal(isStaying(found, stayed, '2026-12-05'), true);
  assert.equal(isStaying(found, stayed, '2026-12-06'), false);
  assert.equal(isStaying(stepOn(PATH, known('b b b')), stayed, TODAY), false);
  assert.equal(isStaying(found, undefined, TODAY), false);
});
