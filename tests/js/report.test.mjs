// What the report says of some weeks: static/js/report/.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, changeOfPain, gapsOf, painRows, pointsOf } from '../../static/js/report/pain.js';
import { periodOf } from '../../static/js/report/period.js';
import { reportOf } from '../../static/js/report/report.js';
import { stopsOf } from '../../static/js/report/stops.js';
import { activitiesOf, retestsOf } from '../../static/js/report/then-and-now.js';
import { allWeeks, doubts, weekRows } from '../../static/js/report/weeks.js';

const NOW = '2026-11-22T18:30:00.000+01:00';
const PERIOD = periodOf(4, '2026-11-22');
let last = 0;

const newId = () => `00000000-0000-7000-8000-${String(++last).padStart(12, '0')}`;
const entry = (kind, data, id = newId()) => ({ id, record: { kind, id, data } });
const set = (changes = {}) => ({ side: 'both', reps: 10, target: 10, seconds: 60, counter: 'tap', ...changes });
const practised = (day, { id, hour = '18', ...changes } = {}) =>
  entry(
    'session',
    {
      guide: 'hip-hinge',
      started_at: `${day}T${hour}:00:00.000+01:00`,
      ended_at: `${day}T${hour}:05:00.000+01:00`,
      sets: [set()],
      pain_before: 4,
      pain_after: 3,
      note: '',
      ...changes,
    },
    id,
  );
const felt = (day, changes) =>
  entry('check', {
    at: `${day}T08:00:00.000+01:00`,
    session: null,
    pain: null,
    activities: [],
    tilts: [],
    note: '',
    ...changes,
  });
const planned = (startsOn, changes = {}) =>
  entry('plan', {
    items: [{ guide: 'hip-hinge', reps: 10, rounds: 1, tempo: 100, days: [1, 3, 5] }],
    starts_on: startsOn,
    review_on: null,
    ended_on: null,
    remind_at: null,
    activities: [],
    given_by: '',
    words: '',
    ...changes,
  });
const report = ({ sessions = [], checks = [], plans = [] }, weeks = 4) =>
  reportOf({ sessions, checks, plans }, weeks, NOW);

test('a period is whole weeks, of which the last ends today', () => {
  assert.deepEqual(periodOf(2, '2026-03-01').weeks, [
    { from: '2026-02-16', to: '2026-02-22' },
    { from: '2026-02-23', to: '2026-03-01' },
  ]);
  for (const weeks of [2, 4, 6, 12]) assert.equal(periodOf(weeks, '2026-11-22').weeks.length, weeks);
});

test('the first and the last day belong to a report, and the days beside it do not', () => {
  const days = ['2026-10-25', '2026-10-26', '2026-11-22'];
  assert.equal(report({ sessions: days.map((day) => practised(day)) }).sums.practices, 2);
});

test('what bears a date that has not come is left out and counted', () => {
  const sessions = [practised('2026-11-23'), practised('2027-01-01'), practised('2026-11-20')];
  const checks = [felt('2026-12-01', { pain: 9 }), felt('2026-12-02', { tilts: [50] })];
  const { sums, ahead, stops, retest, rows } = report({ sessions, checks });
  assert.deepEqual([sums.practices, ahead, stops.length, retest.retests.length], [1, 4, 0, 0]);
  assert.equal(rows.at(-1).practices, 1);
});

test('a week tells planned against done by the plan of each day, and a week without one says so', () => {
  const plans = [
    planned('2026-11-09', { ended_on: '2026-11-18' }),
    planned('2026-11-18', { items: [{ guide: 'wall-tap', reps: 5, rounds: 1, tempo: 100, days: [6, 7] }] }),
  ];
  const sessions = [practised('2026-11-02'), practised('2026-11-09'), practised('2026-11-16'), practised('2026-11-17')];
  const rows = weekRows(PERIOD, sessions, plans);
  assert.deepEqual(
    rows.map(({ planned: of, done, practices }) => [of, done, practices]),
    [
      [null, null, 0],
      [null, null, 1],
      [3, 1, 1],
      [3, 2, 2],
    ],
  );
  const { planned: of, done, practices } = allWeeks(rows);
  assert.deepEqual([of, done, practices], [6, 3, 4]);
  assert.equal(allWeeks(weekRows(PERIOD, sessions, [])).planned, null);
});

test('repetitions are told by side and by what counted them, with corrections as they stand', () => {
  const sets = [
    set({ side: 'left', reps: 12, counted: 10 }),
    set({ side: 'right', counter: 'motion', reps: 9, counted: 9 }),
  ];
  const sums = allWeeks(weekRows(PERIOD, [practised('2026-11-20', { sets })], []));
  assert.deepEqual([sums.left, sums.right, sums.both], [12, 9, 0]);
  assert.deepEqual(sums.counters, { tap: 12, motion: 9 });
  assert.deepEqual(sums.corrected, { sets: 1, counted: 10, reps: 12 });
  assert.deepEqual(sums.guides, { 'hip-hinge': 1 });
});

test('figures that nothing measured are doubted', () => {
  const sums = (...sets) => allWeeks(weekRows(PERIOD, [practised('2026-11-20', { sets })], []));
  assert.deepEqual(doubts(sums(set())), ['touch']);
  assert.deepEqual(doubts(sums(set(), set({ counter: 'motion' }))), []);
  assert.deepEqual(doubts(sums(set({ counter: 'pace' }), set())), ['led']);
  assert.deepEqual(doubts(sums(set({ counter: 'camera', reps: 8, counted: 10 }))), ['corrected']);
  assert.deepEqual(doubts(sums(set({ reps: 0 }))), []);
});

test('a practice without one repetition is none', () => {
  const nothing = practised('2026-11-20', { sets: [set({ reps: 0 })], pain_before: null, pain_after: null });
  const { sums, pain, stops } = report({ sessions: [nothing] });
  assert.deepEqual([sums.practices, pain.points.length, pain.answered.before.of], [0, 0, 0]);
  assert.deepEqual(stops, [{ kind: 'ended', day: '2026-11-20', reps: 0, target: 10 }]);
});

test('pain of the next day belongs to the practice that it looks back on, and the last answer stands', () => {
  const one = practised('2026-11-16');
  const checks = [
    felt('2026-11-17', { session: one.id, pain: 5 }),
    felt('2026-11-18', { session: one.id, pain: 2 }),
    felt('2026-11-17', { session: null, pain: 9 }),
    felt('2026-11-17', { session: one.id, note: 'no number' }),
  ];
  const [point] = report({ sessions: [one], checks }).pain.points;
  assert.deepEqual([point.before, point.after, point.next.pain], [4, 3, 2]);
  assert.equal(pointsOf([one], [])[0].next, null);
});

test('answers are counted, those of the next day by days of practice that have one', () => {
  const sessions = [
    practised('2026-11-16', { id: newId() }),
    practised('2026-11-16', { hour: '20', pain_after: null }),
    practised('2026-11-18', { pain_before: null }),
    practised('2026-11-22'),
  ];
  const points = pointsOf(sessions, [felt('2026-11-17', { session: sessions[0].id, pain: 3 })]);
  assert.deepEqual(answered(points, '2026-11-22'), {
    before: { told: 3, of: 4 },
    after: { told: 3, of: 4 },
    next: { told: 1, of: 2 },
  });
});

test('four days and more without practice are a gap, from the first practice or plan to yesterday', () => {
  const gaps = (days, plans = []) =>
    gapsOf(
      PERIOD,
      days.map((day) => practised(day)),
      plans,
    );
  assert.deepEqual(gaps(['2026-11-10', '2026-11-15', '2026-11-19']), [
    { from: '2026-11-11', to: '2026-11-14', days: 4 },
  ]);
  assert.deepEqual(gaps(['2026-11-20', '2026-11-21']), []);
  assert.deepEqual(gaps(['2026-11-10']), [{ from: '2026-11-11', to: '2026-11-21', days: 11 }]);
  assert.deepEqual(gaps(['2026-10-01', '2026-11-20']), [{ from: '2026-10-26', to: '2026-11-19', days: 25 }]);
  assert.deepEqual(gaps([], [planned('2026-11-16')]), [{ from: '2026-11-16', to: '2026-11-21', days: 6 }]);
  assert.deepEqual(gaps([]), []);
  assert.deepEqual(gaps([], [planned('2026-12-16')]), []);
});

test('a change of pain matters from two points on, and rests on enough levels or is said to be few', () => {
  assert.equal(changeOfPain([]), null);
  assert.equal(changeOfPain([7]), null);
  assert.deepEqual(changeOfPain([6, 4]), { first: 6, last: 4, points: -2, matters: true, isFew: true });
  assert.deepEqual(changeOfPain([6, 9, 6, 5, 0, 5]), { first: 6, last: 5, points: -1, matters: false, isFew: false });
  assert.equal(changeOfPain([3, 3, 3, 5, 5, 5]).points, 2);
});

test('a week tells the middle, the lowest and the highest level, or that nobody answered', () => {
  const sessions = [5, 2, 3].map((pain, i) => practised(`2026-11-1${6 + i}`, { pain_before: pain, pain_after: null }));
  const row = painRows(PERIOD, pointsOf(sessions, [])).at(-1);
  assert.deepEqual(row.before, { n: 3, middle: 3, least: 2, most: 5 });
  assert.deepEqual([row.practices, row.after, row.next], [3, null, null]);
});

test('activities are compared with the beginning of the period, and one score tells no change', () => {
  const scored = (day, ...scores) => felt(day, { activities: scores.map(([text, score]) => ({ text, score })) });
  const checks = [
    scored('2026-09-01', ['socks', 0]),
    scored('2026-10-20', ['socks', 3], ['old', 1]),
    scored('2026-11-10', ['socks', 4], ['sitting', 5]),
    scored('2026-11-20', ['socks', 5]),
  ];
  const plans = [
    planned('2026-10-26', { activities: ['socks', 'lifting'] }),
    planned('2026-12-26', { activities: ['x'] }),
  ];
  const { activities, mean } = activitiesOf(PERIOD, checks, plans, NOW);
  assert.deepEqual(
    activities.map(({ text, first, last, points, size }) => [text, first?.score, last?.score, points, size]),
    [
      ['socks', 3, 5, 2, 'small'],
      ['sitting', 5, 5, null, null],
      ['lifting', undefined, undefined, null, null],
    ],
  );
  assert.equal(activities[0].first.day, '2026-10-20');
  assert.equal(mean, null, 'one activity has no mean');
});

test('the mean of activities is told as small, medium or large by its own points', () => {
  const at = (day, a, b) =>
    felt(day, {
      activities: [
        { text: 'a', score: a },
        { text: 'b', score: b },
      ],
    });
  const { mean } = activitiesOf(PERIOD, [at('2026-10-27', 2, 3), at('2026-11-20', 4, 6)], [], NOW);
  assert.deepEqual([mean.n, mean.first, mean.last, mean.points, mean.size], [2, 2.5, 5, 2.5, 'medium']);
});

test('two retests differ by more than their error from six degrees on', () => {
  const tell = (...bests) =>
    retestsOf(
      PERIOD,
      bests.map((best, i) => felt(`2026-11-0${i + 1}`, { tilts: [best - 3, best, best - 1] })),
    );
  assert.deepEqual(tell(40).points, null);
  assert.deepEqual([tell(40, 45).points, tell(40, 45).isWithinError], [5, true]);
  assert.deepEqual([tell(40, 99, 46).points, tell(40, 99, 46).isWithinError], [6, false]);
  assert.equal(tell(46, 40).isWithinError, false);
  assert.deepEqual(tell(40).retests[0].bows, [37, 40, 39]);
  assert.deepEqual(retestsOf(PERIOD, [felt('2026-10-25', { tilts: [40] })]).retests, []);
});

test('retests by camera are told with their knees, and not against those of the phone', () => {
  const { retests, error, points } = retestsOf(PERIOD, [
    felt('2026-11-01', { tilts: [40] }),
    felt('2026-11-02', { tilts: [70, 75], note: '📷 70°/15° · 75°/20°' }),
  ]);
  assert.deepEqual(retests, [{ day: '2026-11-02', best: 75, bows: [70, 75], knees: [15, 20] }]);
  assert.deepEqual([error, points], [20, null]);
});

test('what the camera saw is told by guide, with the repetitions that it did not see', () => {
  const seen = set({ counter: 'camera', hips: [60, null, 70, 80], knees: [10, null, 15, 30], reps: 4 });
  const { seen: told } = report({
    sessions: [
      practised('2026-11-09', { sets: [seen, set({ reps: 10 })] }),
      practised('2026-11-11', { sets: [set({ counter: 'camera', hips: [50], reps: 1 })] }),
      practised('2026-11-12', { guide: 'wall-tap', sets: [set({ hips: [null], knees: [null], reps: 1 })] }),
      practised('2026-09-01', { guide: 'wall-tap', sets: [seen] }),
    ],
  });
  assert.deepEqual(told, [
    {
      guide: 'hip-hinge',
      of: 5,
      hips: { n: 4, middle: 70, least: 50, most: 80 },
      knees: { n: 3, middle: 15, least: 10, most: 30 },
    },
  ]);
});

test('every stop and every less is told with its day', () => {
  const whole = practised('2026-11-02', { pain_before: 2, pain_after: 6 });
  const short = practised('2026-11-04', { sets: [set({ side: 'left' })], pain_before: 3 });
  const unknown = practised('2026-11-06', { sets: [set({ target: null, reps: 0 })], pain_before: null, pain_after: 2 });
  const checks = [
    felt('2026-11-03', { session: whole.id, pain: 4 }),
    felt('2026-11-05', { session: short.id, pain: 4 }),
    felt('2026-11-07', { session: unknown.id, pain: 4 }),
    felt('2026-11-08', { pain: 6 }),
    felt('2026-11-09', { pain: 5 }),
  ];
  assert.deepEqual(stopsOf(PERIOD, [whole, short, unknown], checks, []), [
    { kind: 'high', day: '2026-11-02', pain: 6 },
    { kind: 'less', day: '2026-11-03', pain: 4, before: 2 },
    { kind: 'ended', day: '2026-11-04', reps: 10, target: 20 },
    { kind: 'ended', day: '2026-11-06', reps: 0, target: null },
    { kind: 'less', day: '2026-11-07', pain: 4, before: 2 },
    { kind: 'left', day: '2026-11-08', pain: 6 },
  ]);
});

test('a practice that was left after the first of two rounds is told against both', () => {
  const id = '019ad3f0-0000-7000-8000-000000000001';
  const plans = [{ record: { id, data: { items: [{ guide: 'hip-hinge', reps: 10, rounds: 2 }] } } }];
  const after = (...sides) => practised('2026-11-02', { plan: id, sets: sides.map((side) => set({ side })) });
  const told = (entry) => stopsOf(PERIOD, [entry], [], plans).map(({ reps, target }) => [reps, target]);
  assert.deepEqual(told(after('both')), [[10, 20]]);
  assert.deepEqual(told(after('left', 'right')), [[20, 40]]);
  assert.deepEqual(told(after('left', 'right', 'left')), [[30, 40]]);
  assert.deepEqual(told(after('left', 'right', 'left', 'right')), []);
});

test('a stop of the next day is told where its practice lies before the period', () => {
  const before = practised('2026-10-25', { pain_before: 1 });
  const checks = [felt('2026-10-26', { session: before.id, pain: 7 })];
  assert.deepEqual(report({ sessions: [before], checks }).stops, [
    { kind: 'less', day: '2026-10-26', pain: 7, before: 1 },
  ]);
});

test('notes of practices and of checks can be chosen, oldest first, and blank ones are none', () => {
  const sessions = [practised('2026-11-20', { note: ' later ' }), practised('2026-11-19', { note: ' \n ' })];
  const checks = [felt('2026-11-18', { note: 'earlier' }), felt('2026-10-01', { note: 'before the period' })];
  assert.deepEqual(
    report({ sessions, checks }).notes.map(({ text }) => text),
    ['earlier', 'later'],
  );
});

test('nothing recorded gives a report that claims nothing', () => {
  const { sums, pain, activities, mean, retest, stops, notes, ahead } = report({}, 12);
  assert.deepEqual(
    [sums.practices, sums.planned, pain.change, mean, retest.points, ahead],
    [0, null, null, null, null, 0],
  );
  assert.deepEqual([activities, stops, notes, pain.gaps, pain.points], [[], [], [], [], []]);
});
