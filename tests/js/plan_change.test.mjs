import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canTakeBack, changeOf, endOf, isSameDose, takingBack } from '../../static/js/plan/change.js';
import { coming, inForce, weekday } from '../../static/js/plan/plans.js';
import { suggestion } from '../../static/js/plan/suggest.js';
import { checkData } from '../../static/js/records/check.js';
import { shift } from '../../static/js/records/days.js';
import { memoryStore } from './support/memory.mjs';

const TODAY = '2026-11-30'; // a Monday
const PATH = [
  { guide: 'wall-tap', reps: 10, next: { guide: 'hip-hinge', practices: 3, pain: 3 } },
  { guide: 'hip-hinge', reps: 12, next: { guide: 'long', practices: 3, pain: 3 } },
  { guide: 'long', reps: 1000, next: { guide: null, practices: 3, pain: 3 } },
];
const session = (guide, times = 1) =>
  Array.from({ length: times }, () => ({
    guide,
    started_at: `${TODAY}T08:00:00.000+01:00`,
    sets: [{ side: 'both', reps: 10, target: 10 }],
    pain_after: 1,
  }));
const item = (guide, changes = {}) => ({ guide, reps: 10, rounds: 1, tempo: 100, days: [1, 3, 5], ...changes });
const data = (changes = {}) => ({ ...suggestion(PATH, [], [], TODAY), items: [item('wall-tap')], ...changes });

test('the first suggestion is the first guide at its own dose, from today, for six weeks', () => {
  const plan = suggestion(PATH, [], [], TODAY);
  assert.equal(checkData('plan', plan), null);
  assert.deepEqual(plan.items, [item('wall-tap')]);
  assert.deepEqual([plan.starts_on, plan.review_on, plan.ended_on], [TODAY, '2027-01-11', null]);
});

test('who has practised goes on with that guide, and with the next one after three times well', () => {
  const guideAfter = (sessions) => suggestion(PATH, sessions, [], TODAY).items[0].guide;
  assert.equal(guideAfter(session('wall-tap', 2)), 'wall-tap');
  assert.equal(guideAfter(session('wall-tap', 3)), 'hip-hinge');
  assert.equal(guideAfter(session('of-a-clinic-elsewhere', 3)), 'wall-tap');
});

test('a guide with more repetitions than a plan may hold is suggested with the most', () => {
  const plan = suggestion(PATH, session('long'), [], TODAY);
  assert.equal(plan.items[0].reps, 100);
  assert.equal(checkData('plan', plan), null);
});

test('whichever day it begins, it is due that day, on three days with a day or two between', () => {
  for (let after = 0; after < 7; after += 1) {
    const day = shift(TODAY, after);
    const { days } = suggestion(PATH, [], [], day).items[0];
    assert.ok(days.includes(weekday(day)));
    assert.deepEqual(days, [...days].sort());
    const gaps = days.map((one, at) => ((days[(at + 1) % 3] - one + 6) % 7) + 1);
    assert.deepEqual([...gaps].sort(), [2, 2, 3], day);
  }
});

test('the order of guides is no part of the dose; everything else of an item is', () => {
  const two = data({ items: [item('wall-tap'), item('hip-hinge')] });
  assert.ok(isSameDose(two, data({ items: [item('hip-hinge'), item('wall-tap')], review_on: null })));
  for (const changes of [{ reps: 11 }, { rounds: 2 }, { tempo: 133 }, { days: [1, 3] }, { guide: 'dowel-hinge' }])
    assert.ok(!isSameDose(data(), data({ items: [item('wall-tap', changes)] })), JSON.stringify(changes));
});

const started = (id, changes = {}) => ({ record: { id, data: data({ starts_on: '2026-11-02', ...changes }) } });

test('another dose ends the plan today and begins another today, which is the person’s own', () => {
  const old = started('a', { given_by: 'Dr. A', words: 'slowly', remind_at: '07:30', activities: ['socks'] });
  const wanted = { ...old.record.data, items: [item('wall-tap', { reps: 8 })] };
  const { ends, begins } = changeOf(old, wanted, [old], TODAY);
  assert.deepEqual(ends, [{ id: 'a', on: TODAY }]);
  assert.deepEqual(begins, { ...wanted, starts_on: TODAY, given_by: '', words: '' });
});

test('a time, a review or activities change the plan itself, and only what differs', () => {
  const old = started('a', { given_by: 'Dr. A' });
  for (const changes of [{ remind_at: '07:30' }, { review_on: null }, { activities: ['socks'] }])
    assert.deepEqual(changeOf(old, { ...old.record.data, ...changes }, [old], TODAY), { changes });
  assert.equal(changeOf(old, { ...old.record.data }, [old], TODAY), null);
});

test('a plan that has not begun keeps its first day', () => {
  const later = started('b', { starts_on: '2026-12-07' });
  const now = started('a');
  const { ends, begins } = changeOf(later, data({ items: [item('hip-hinge')] }), [later, now], TODAY);
  assert.equal(begins.starts_on, '2026-12-07');
  assert.deepEqual(ends.map(({ id }) => id).sort(), ['a', 'b']);
  assert.deepEqual([...new Set(ends.map(({ on }) => on))], ['2026-12-07']);
});

test('a new plan ends whatever goes on, and leaves what comes later and what has ended', () => {
  const plans = [
    started('a'),
    started('b', { ended_on: '2026-11-20' }),
    started('c', { starts_on: '2026-12-07' }),
    started('d', { ended_on: '2026-12-24' }),
  ];
  assert.deepEqual(changeOf(null, data(), plans, TODAY).ends, [
    { id: 'a', on: TODAY },
    { id: 'd', on: TODAY },
  ]);
});

test('with a plan every other one that goes on is ended, or it would come back', () => {
  const plans = [started('a'), started('b', { starts_on: '2026-11-09' }), started('c', { starts_on: '2026-12-07' })];
  assert.deepEqual(
    endOf(plans[1], plans, TODAY).ends.map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual(endOf(plans[2], plans, TODAY), { ends: [{ id: 'c', on: '2026-12-07' }], begins: null });
});

test('a plan that ends on the day on which it begins never comes', () => {
  const gone = started('c', { starts_on: '2026-12-07', ended_on: '2026-12-07' });
  assert.equal(coming([gone], TODAY), null);
  assert.equal(inForce([gone], '2026-12-07'), null);
});

test('the store ends and begins together, and never what ended or was deleted meanwhile', async () => {
  const store = memoryStore();
  const [a, b, c] = [await store.putPlan(data()), await store.putPlan(data()), await store.putPlan(data())];
  await store.change(b, { ended_on: '2026-11-30' });
  await store.remove(c.id);
  const ends = [a, b, c].map(({ id }) => ({ id, on: '2026-12-01' }));
  const begun = await store.replan(ends, data({ starts_on: '2026-12-01' }));
  const plans = new Map((await store.plans()).map(({ id, record }) => [id, record.data.ended_on]));
  assert.deepEqual(
    [...plans].sort(),
    [
      [a.id, '2026-12-01'],
      [b.id, '2026-11-30'],
      [begun.id, null],
    ].sort(),
  );
  assert.equal(await store.replan([{ id: begun.id, on: '2026-12-02' }], null), undefined);
  assert.equal((await store.entry(begun.id)).record.data.ended_on, '2026-12-02');
});

test('plans that were ended together come back together, and none that was changed or deleted meanwhile', async () => {
  let writes = 0;
  const tell = () => {
    writes += 1;
  };
  const store = memoryStore({ listen: () => () => {}, tell });
  const made = [];
  for (const ended_on of [null, '2027-01-01', null, null]) made.push(await store.putPlan(data({ ended_on })));
  const before = await store.plans();
  const { ends } = endOf({ record: made[0] }, before, TODAY);
  await store.replan(ends, null);
  await store.change(made[2], { ended_on: '2026-12-24' });
  await store.remove(made[3].id);
  writes = 0;
  await store.replan(takingBack(ends, before), null);
  assert.equal(writes, 1); // one transaction: all or nothing, also where the page is killed
  const ended = new Map((await store.plans()).map(({ id, record }) => [id, record.data.ended_on]));
  assert.deepEqual(
    made.map(({ id }) => ended.get(id)),
    [null, '2027-01-01', '2026-12-24', undefined],
  );
});

test('an end is taken back until another plan goes on', () => {
  const plan = (id, changes) => ({ record: { id, data: data(changes) } });
  const before = [plan('a', {}), plan('old', { ended_on: '2026-11-20', starts_on: '2026-11-10' })];
  const ended = [plan('a', { ended_on: TODAY, starts_on: '2026-11-10' }), before[1]];
  assert.ok(canTakeBack(before, ended, TODAY));
  assert.ok(canTakeBack(before, before, TODAY), 'another tab took it back');
  assert.ok(!canTakeBack(before, [...ended, plan('b', {})], TODAY));
  assert.ok(!canTakeBack(before, [...ended, plan('b', { starts_on: '2026-12-05' })], TODAY), 'also one that comes');
  assert.ok(canTakeBack(before, [...ended, plan('b', { ended_on: TODAY })], TODAY), 'one that ended again');
  assert.ok(!canTakeBack(before, [ended[0], plan('old', { starts_on: '2026-11-10' })], TODAY), 'one that came back');
});
