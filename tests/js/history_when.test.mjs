import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { fieldsOf, newTimes } from '../../static/js/history/when.js';
import { checkSession } from '../../static/js/records/check.js';
import { offsetOf } from '../../static/js/records/time.js';

const NOW = '2026-11-22T18:30:00.000+01:00';
const session = (started_at, ended_at) => ({ started_at, ended_at });
const AHEAD = session('2036-05-01T10:00:07.250+02:00', '2036-05-01T10:06:07.250+02:00');
const here = (zone) => {
  process.env.TZ = zone;
}; // Node reads it anew

test('the fields show the day and the time of the clock that wrote it', () => {
  assert.deepEqual(fieldsOf('2026-11-22T23:59:11.120-11:00'), { day: '2026-11-22', time: '23:59' });
});

test('a practice keeps how long it took', () => {
  here('Europe/Berlin');
  assert.deepEqual(newTimes(AHEAD, { day: '2026-11-21', time: '18:05' }, NOW).changed, {
    started_at: '2026-11-21T18:05:00.000+01:00',
    ended_at: '2026-11-21T18:11:00.000+01:00',
  });
});

test('the same day and time change nothing, and another day keeps the seconds', () => {
  here('Europe/Berlin');
  assert.deepEqual(newTimes(AHEAD, { day: '2036-05-01', time: '10:00' }, NOW), { changed: {} });
  assert.equal(
    newTimes(AHEAD, { day: '2026-11-22', time: '10:00' }, NOW).changed.started_at,
    '2026-11-22T10:00:07.250+01:00',
  );
});

test('an end that no session may have is mended, though the day and the time stay', () => {
  const data = {
    guide: 'hip-hinge',
    started_at: '2026-11-20T20:00:07.250-05:00',
    sets: [{ side: 'both', reps: 10, target: 10, seconds: 62.5, counter: 'tap' }],
    pain_before: null,
    pain_after: null,
    note: '',
  };
  for (const wrong of [
    '2026-11-20T19:00:00-05:00',
    '2026-11-22T20:00:07.250-05:00',
    '2026-11-20T25:00:00-05:00',
    'soon',
  ]) {
    const session = { ...data, ended_at: wrong };
    const { changed } = newTimes(session, fieldsOf(data.started_at), NOW);
    assert.deepEqual(changed, { ended_at: '2026-11-20T20:01:09.750-05:00' });
    assert.equal(checkSession({ ...session, ...changed }), null);
  }
  const fine = { ...data, ended_at: '2026-11-20T20:05:00-05:00' };
  assert.deepEqual(newTimes(fine, fieldsOf(data.started_at), NOW), { changed: {} });
  const endless = { ...data, ended_at: 'soon', sets: [{ ...data.sets[0], seconds: 86_400 }, data.sets[0]] };
  assert.equal(checkSession({ ...endless, ...newTimes(endless, fieldsOf(data.started_at), NOW).changed }), null);
});

test('a practice of another time zone stays in it', () => {
  here('Europe/Berlin');
  const far = session('2026-11-20T20:00:00.000-05:00', '2026-11-20T20:10:00.000-05:00');
  assert.deepEqual(newTimes(far, { day: '2026-11-19', time: '23:55' }, NOW).changed, {
    started_at: '2026-11-19T23:55:00.000-05:00',
    ended_at: '2026-11-20T00:05:00.000-05:00',
  });
});

test('a time in universal time stays what it is', () => {
  here('America/New_York');
  const zulu = session('2026-11-20T20:00:00Z', '2026-11-20T20:00:00Z');
  assert.deepEqual(newTimes(zulu, { day: '2026-11-19', time: '23:55' }, NOW).changed, {
    started_at: '2026-11-19T23:55:00.000Z',
    ended_at: '2026-11-19T23:55:00.000+00:00',
  });
});

test('the phone’s zone gives the offset of the new day: summer time, an hour left out, an hour twice', () => {
  here('Europe/Berlin');
  const done = session('2026-11-22T10:00:00.000+01:00', '2026-11-22T10:10:00.000+01:00');
  const to = (day, time) => newTimes(done, { day, time }, NOW).changed.started_at;
  assert.equal(to('2026-07-01', '10:00'), '2026-07-01T10:00:00.000+02:00');
  assert.equal(to('2026-03-29', '02:30'), '2026-03-29T03:30:00.000+02:00'); // the clocks went from 02:00 to 03:00
  assert.equal(to('2026-10-25', '02:30'), '2026-10-25T02:30:00.000+02:00');
  here('Pacific/Apia'); // 30 December 2011 was left out
  const apia = session('2026-11-22T10:00:00.000+13:00', '2026-11-22T10:10:00.000+13:00');
  assert.equal(
    newTimes(apia, { day: '2011-12-30', time: '10:00' }, NOW).changed.started_at,
    '2011-12-31T10:00:00.000+14:00',
  );
});

test('a date that has not come can’t be set, in whatever zone; this minute can', () => {
  here('Europe/Berlin');
  const to = (entered, before = AHEAD) => newTimes(before, entered, NOW);
  assert.equal(to({ day: '2026-11-22', time: '18:31' }).problem, 'ahead');
  assert.equal(to({ day: '2026-11-23', time: '10:00' }).problem, 'ahead');
  assert.equal(to({ day: '12026-11-22', time: '10:00' }).problem, 'ahead');
  assert.equal(to({ day: '2026-11-22', time: '18:30' }).changed.started_at, '2026-11-22T18:30:00.000+01:00');
  const auckland = session('2026-11-20T20:00:00.000+13:00', '2026-11-20T20:10:00.000+13:00');
  assert.equal(to({ day: '2026-11-23', time: '06:30' }, auckland).changed.started_at, '2026-11-23T06:30:00.000+13:00');
  assert.equal(to({ day: '2026-11-23', time: '06:31' }, auckland).problem, 'ahead');
});

test('a field that is empty, or a year that was not typed to its end, is asked for', () => {
  for (const entered of [
    { day: '', time: '10:00' },
    { day: '2026-11-22', time: '' },
    { day: '0026-11-22', time: '10:00' },
  ]) {
    assert.equal(newTimes(AHEAD, entered, NOW).problem, 'unset');
  }
});

test('one of a clock that was behind can be set right', () => {
  here('Europe/London'); // an hour ahead of universal time all through 1970
  const behind = session('1970-01-01T01:02:03.000+01:00', '1970-01-01T01:12:03.000+01:00');
  assert.deepEqual(newTimes(behind, { day: '2026-11-22', time: '09:00' }, NOW).changed, {
    started_at: '2026-11-22T09:00:00.000+00:00',
    ended_at: '2026-11-22T09:10:00.000+00:00',
  });
  assert.equal(offsetOf(behind.started_at), 60);
});

test('whatever times an earlier version took, a practice whose day is set is one that the server takes', () => {
  here('Europe/Berlin');
  const { bases, vectors } = JSON.parse(readFileSync(new URL('../vectors/records.json', import.meta.url), 'utf8'));
  const TAKEN = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
  const isOfTimes = ([place, value]) =>
    ['started_at', 'ended_at'].includes(place?.[1]) && TAKEN.test(value) && !Number.isNaN(Date.parse(value));
  const some = vectors.filter(({ changes }) => changes.length === 2 && changes.every(isOfTimes));
  assert.ok(some.length > 60, `${some.length}`);
  for (const { changes } of some) {
    const data = { ...bases.session.data, ...Object.fromEntries(changes.map(([place, value]) => [place[1], value])) };
    const { time } = fieldsOf(data.started_at);
    for (const clock of ['10:07', /^([01]\d|2[0-3]):[0-5]/.test(time) ? time : '10:08']) {
      const { changed } = newTimes(data, { day: '2026-11-20', time: clock }, NOW);
      assert.equal(
        checkSession({ ...data, ...changed }),
        null,
        `${JSON.stringify(data).slice(0, 120)} ${JSON.stringify(changed)}`,
      );
    }
  }
});
