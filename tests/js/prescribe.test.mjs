import assert from 'node:assert/strict';
import { test } from 'node:test';

import { modulesOf } from '../../static/js/page/qr.js';
import { secondsAt, written } from '../../static/js/page/seconds.js';
import { fromFragment } from '../../static/js/plan/link.js';
import { draftFrom, readPrescription, withTemplate } from '../../static/js/prescribe/prescription.js';
import { weeksOf } from '../../static/js/prescribe/weeks.js';

const DAY = '2026-11-30'; // a Monday
const ITEM = { guide: 'hip-hinge', reps: '10', rounds: '3', tempo: '133', days: [5, 1] };
const DRAFT = {
  items: [ITEM],
  review_on: '2026-12-28',
  activities: ['putting on socks', ' ', ''],
  given_by: '  Anna Becker ',
  words: ' Slowly.\nStop at 4. ',
};

const problems = (changes) =>
  readPrescription({ ...DRAFT, ...changes }, DAY).problems.map(({ field, code, at }) => [field, code, at].join(' '));

test('a prescription is the plan in its link', () => {
  const { plan, fragment, problems } = readPrescription(DRAFT, DAY);
  assert.deepEqual(problems, []);
  assert.deepEqual(fromFragment(fragment), plan);
  assert.deepEqual(plan, {
    items: [{ guide: 'hip-hinge', reps: 10, rounds: 3, tempo: 133, days: [1, 5] }],
    starts_on: DAY,
    review_on: '2026-12-28',
    remind_at: null,
    activities: ['putting on socks'],
    given_by: 'Anna Becker',
    words: 'Slowly.\nStop at 4.',
  });
});

test('all but one guide may be left out', () => {
  assert.deepEqual(problems({ review_on: '', activities: [], given_by: '', words: '' }), []);
  assert.deepEqual(problems({ items: [] }), ['guide none 0']);
});

test('each field says what is wrong with it', () => {
  assert.deepEqual(problems({ items: [ITEM, { ...ITEM, guide: 'wall-tap', reps: '0', rounds: '', days: [] }] }), [
    'reps invalid 1',
    'rounds invalid 1',
    'days none 1',
  ]);
  assert.deepEqual(problems({ review_on: '2026-11-29' }), ['review_on before 0']);
  assert.deepEqual(problems({ review_on: '?' }), ['review_on invalid 0']);
  assert.deepEqual(problems({ activities: ['a', 'b', 'a', 'x'.repeat(81)] }), [
    'activities twice 2',
    'activities long 3',
  ]);
  assert.deepEqual(problems({ words: 'x'.repeat(501), given_by: 'x'.repeat(81) }), ['words long 0', 'given_by long 0']);
  assert.deepEqual(problems({ words: 'x'.repeat(500), given_by: '\u{1F9E6}'.repeat(80) }), []);
  assert.deepEqual(problems({ words: 'a\0b', given_by: '\ud83e' }), ['words character 0', 'given_by character 0']);
  assert.equal(readPrescription({ ...DRAFT, items: [] }, DAY).fragment, '');
});

test('the last ten are kept, without what one patient wants to do again', () => {
  let kept = [];
  for (let reps = 1; reps <= 12; reps += 1)
    kept = withTemplate(kept, { ...DRAFT, items: [{ ...ITEM, reps: `${reps}` }] }, DAY);
  assert.deepEqual(
    kept.map(({ items }) => items[0].reps),
    ['12', '11', '10', '9', '8', '7', '6', '5', '4', '3'],
  );
  assert.ok(!JSON.stringify(kept).includes('socks'));
  const again = withTemplate(kept, { ...DRAFT, items: [{ ...ITEM, reps: '5' }], activities: ['the garden'] }, DAY);
  assert.deepEqual(
    again.map(({ items }) => items[0].reps),
    ['5', '12', '11', '10', '9', '8', '7', '6', '4', '3'],
  );
});

test('a template is for any later day', () => {
  const [template] = withTemplate([], DRAFT, DAY);
  assert.deepEqual(draftFrom(template, '2027-02-01'), { ...DRAFT, activities: [], review_on: '2027-03-01' });
  const [endless] = withTemplate([], { ...DRAFT, review_on: '' }, DAY);
  assert.equal(draftFrom(endless, '2027-02-01').review_on, '');
});

test('the weeks on paper have a box for each day until the review', () => {
  assert.deepEqual(weeksOf([1, 5], '2026-12-02', '2026-12-14', 1), {
    weeks: ['2026-11-30', '2026-12-07', '2026-12-14'],
    rows: [
      { day: 1, boxes: [false, true, true] },
      { day: 5, boxes: [true, true, false] },
    ],
  });
  const sunday = weeksOf([1, 7], '2026-11-30', '2026-12-05', 7);
  assert.deepEqual(sunday, {
    weeks: ['2026-11-29'],
    rows: [
      { day: 7, boxes: [false] },
      { day: 1, boxes: [true] },
    ],
  });
});

test('without a review there are six weeks, and never more than twelve', () => {
  assert.equal(weeksOf([1], DAY, null, 1).weeks.length, 6);
  assert.equal(weeksOf([1], DAY, '2028-11-30', 1).weeks.length, 12);
});

test('a tempo is told in the seconds that people count', () => {
  assert.deepEqual(secondsAt([3, 1, 2], 100), { whole: 6, down: 3, pause: 1, up: 2 });
  assert.deepEqual(secondsAt([3, 1, 2], 133), { whole: 8, down: 4, pause: 1.5, up: 2.5 });
  assert.deepEqual(secondsAt([3, 1, 2], 50), { whole: 3, down: 1.5, pause: 0.5, up: 1 });
  assert.deepEqual(secondsAt([2, 0, 0.3], 50), { whole: 1, down: 1, pause: 0, up: 0.5 }, 'no part is lost');
  assert.deepEqual([0, 0.5, 1, 1.5, 12].map(written), ['0', '½', '1', '1½', '12']);
  for (const tempo of [50, 67, 80, 100, 133, 200]) {
    const { whole, down, pause, up } = secondsAt([3, 1, 2], tempo);
    assert.equal(down + pause + up, whole, `${tempo}`);
  }
});

test('a code holds a text, and no text that is too long', () => {
  const { size, path, version } = modulesOf('https://hinge.example/plan/#AQ');
  assert.equal(size, 17 + 4 * version);
  assert.match(path, /^M0 0h7v1H0z/); // the finder in the corner
  assert.equal(modulesOf('x'.repeat(3000)), null);
});

test('two guides and 200 characters make no denser code than version 20', () => {
  const words = 'é'.repeat(200);
  const items = [ITEM, { ...ITEM, guide: 'foam-roller-deadlift' }];
  const { fragment } = readPrescription({ ...DRAFT, items, words, activities: [] }, DAY);
  assert.ok(modulesOf(`https://hinge.example.org/plan/#${fragment}`).version <= 20);
});
