import assert from 'node:assert/strict';
import { test } from 'node:test';

import { praise } from '../../static/js/practice/praise.js';

const TEMPO = { eccentric: 3, pause: 1, concentric: 2 };
const NOW = '2026-11-22T18:30:00.000+01:00';
const RUN = { id: 'this', guide: 'hip-hinge', sets: [{ reps: 15, ms: 84_000 }] };
const practice = (day, reps, { id = day, guide = 'hip-hinge' } = {}) => ({
  record: { id, data: { guide, started_at: `${day}T10:00:00.000+01:00`, sets: [{ reps }] } },
});

test('a practice stands beside the one before it of the same guide', () => {
  const others = [practice('2026-11-22', 15, { id: 'this' }), practice('2026-11-21', 3, { guide: 'wall-tap' })];
  assert.deepEqual(praise(RUN, [...others, practice('2026-11-20', 12), practice('2026-11-01', 15)], NOW, TEMPO), {
    word: 'more',
    n: 3,
  });
  assert.equal(praise(RUN, [...others, practice('2026-11-20', 15)], NOW, TEMPO).word, 'same');
  assert.equal(praise(RUN, [...others, practice('2026-11-20', 16)], NOW, TEMPO).word, '');
  assert.equal(praise(RUN, others, NOW, TEMPO).word, 'first');
});

test('one with a date that has not come is not the one before it, and yet this is not the first', () => {
  const ahead = practice('2036-05-01', 12);
  assert.deepEqual(praise(RUN, [ahead, practice('2026-11-20', 15)], NOW, TEMPO), { word: 'same', n: 0 });
  assert.equal(praise(RUN, [ahead], NOW, TEMPO).word, '');
});

test('more in less than half of the time of the guide is not praised', () => {
  const hasty = (ms) => praise({ ...RUN, sets: [{ reps: 15, ms }] }, [practice('2026-11-20', 12)], NOW, TEMPO).word;
  assert.equal(hasty(42_000), 'more');
  assert.equal(hasty(41_900), '');
  assert.equal(praise({ ...RUN, sets: [{ reps: 15, ms: 1 }] }, [practice('2026-11-20', 15)], NOW, TEMPO).word, '');
  assert.equal(praise({ ...RUN, sets: [{ reps: 15, ms: 1 }] }, [], NOW, TEMPO).word, 'first');
});
