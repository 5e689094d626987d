import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDose } from '../../static/js/plan/dose.js';
import { advise } from '../../static/js/plan/pain-rule.js';
import { atMost, currentAdvice, lessThan, reasonToTalk } from '../../static/js/today/advice.js';
import { answer } from '../../static/js/today/next-day.js';

for (const [before, after, next, less, why] of [
  [2, 3, 2, false, 'back'],
  [2, 3, 3, false, 'back'],
  [2, 3, 4, true, 'higher'],
  [0, 0, 2, true, 'higher'],
  [5, 2, 5, false, 'back'],
  [5, 5, 6, true, 'high'],
  [8, 8, 6, true, 'high'],
  [null, 3, 4, false, 'no-higher'],
  [null, 3, 5, true, 'higher-than-after'],
  [null, null, 5, false, 'no-higher'],
  [null, null, 6, true, 'high'],
  [0, 0, 0, false, 'back'],
]) {
  test(`pain ${before} before, ${after} after and ${next} the next day: ${less ? 'less' : 'go on'} (${why})`, () =>
    assert.deepEqual(advise(before, after, next), { less, why, before, after, next }));
}

const session = (day, pain_before, pain_after = null) => ({
  record: {
    id: day,
    data: { started_at: `${day}T18:00:00.000+01:00`, ended_at: `${day}T18:05:00.000+01:00`, pain_before, pain_after },
  },
});
const check = (day, pain, of = null) => ({
  record: { id: `check ${day}`, data: answer(`${day}T08:00:00.000+01:00`, of, pain) },
});
const NOW = '2026-11-22T09:00:00.000+01:00';

test('advice is about the last practice, for a week, and gone after the next practice', () => {
  const sessions = [session('2026-11-20', 2), session('2026-11-18', 2)];
  const checks = [check('2026-11-21', 5, '2026-11-20'), check('2026-11-19', 2, '2026-11-18')];
  assert.equal(currentAdvice(sessions, checks, NOW).why, 'higher');
  assert.equal(currentAdvice(sessions, checks, '2026-11-27T18:05:00.000+01:00').why, 'higher');
  assert.equal(currentAdvice(sessions, checks, '2026-11-27T18:06:00.000+01:00'), null);
  assert.equal(currentAdvice([session('2026-11-21', 2), ...sessions], checks, NOW), null);
  assert.equal(currentAdvice(sessions, [], NOW), null);
  assert.equal(currentAdvice([], checks, NOW), null);
});

/** Practices on these days of November with pain 2 before, and the answers of the next days, newest first. */
const days = (answers) => {
  const sessions = Object.keys(answers).map((day) => session(`2026-11-${day}`, null));
  const next = (day) => `2026-11-${String(Number(day) + 1).padStart(2, '0')}`;
  const checks = Object.entries(answers).flatMap(([day, pain]) =>
    pain === null ? [] : [check(next(day), pain, `2026-11-${day}`)],
  );
  return [sessions.reverse(), checks.reverse()];
};

test('three answers in a row that said less are a reason to talk', () => {
  const talk = (answers, now = NOW) => reasonToTalk(...days(answers), now);
  assert.deepEqual(talk({ 12: 6, 14: 7, 16: 6 }), { why: 'again' });
  assert.deepEqual(talk({ 12: 6, 14: 7, 15: null, 16: 6 }), { why: 'again' });
  assert.equal(talk({ 14: 7, 16: 6 }), null);
  assert.equal(talk({ 12: 6, 14: 7, 16: 6, 18: 5 }), null);
  assert.equal(talk({ 12: 6, 14: 5, 16: 6 }), null);
  assert.equal(talk({ 12: 6, 14: 7, 16: 6 }, '2026-12-05T09:00:00.000+01:00'), null);
});

test('pain that rises over two weeks is one too', () => {
  const talk = (...pains) =>
    reasonToTalk(pains.map((pain, at) => session(`2026-11-${10 + at}`, pain)).reverse(), [], NOW);
  assert.deepEqual(talk(2, 9, 1, 4, 0, 5), { why: 'rising', first: 2, lately: 4 });
  assert.equal(talk(2, 2, 2, 3, 3, 3), null);
  assert.equal(talk(2, 2, 4, 4, 4), null);
  assert.equal(talk(2, 2, 2, null, 4, 4), null);
  assert.equal(talk(5, 5, 5, 2, 2, 2), null);
});

test('it is told from practices and checks of the last 14 days in their order, not from older or future ones', () => {
  const checks = [check('2026-11-13', 2), check('2026-11-15', 3), check('2026-11-21', 5)];
  const sessions = [session('2026-11-19', 5), session('2026-11-17', 5, 9), session('2026-11-12', 2)];
  assert.deepEqual(reasonToTalk(sessions, checks, NOW), { why: 'rising', first: 2, lately: 5 });
  assert.equal(reasonToTalk([...sessions.slice(0, 2), session('2026-11-07', 2)], checks, NOW), null);
  assert.equal(reasonToTalk([...sessions.slice(0, 2), session('2036-11-12', 9)], checks, NOW), null);
});

test('less is fewer, not more rounds, and slower, whatever the usual dose', () => {
  assert.deepEqual(lessThan({ reps: 12, rounds: 3, tempo: 100 }), { reps: 8, rounds: 2, tempo: 125 });
  assert.deepEqual(lessThan({ reps: 1, rounds: 1, tempo: 200 }), { reps: 1, rounds: 1, tempo: 200 });
  for (let reps = 2; reps <= 100; reps += 1) {
    const less = lessThan({ reps, rounds: 1, tempo: 50 });
    assert.ok(less.reps >= 1 && less.reps < reps, `${reps} → ${less.reps}`);
  }
  for (const usual of [
    { reps: 1000, rounds: 1, tempo: 100 },
    { reps: 100, rounds: 10, tempo: 200 },
    { reps: 1, rounds: 1, tempo: 50 },
  ]) {
    assert.ok(isDose(lessThan(usual)), JSON.stringify(usual));
  }
});

test('an easier version is never more than the usual dose', () => {
  const easier = { title: 'Hold on', reps: 8, rounds: 2, tempo: 100 };
  assert.deepEqual(atMost(easier, { reps: 6, rounds: 1, tempo: 150 }), {
    title: 'Hold on',
    reps: 6,
    rounds: 1,
    tempo: 150,
  });
  assert.deepEqual(atMost(easier, { reps: 12, rounds: 3, tempo: 80 }), easier);
});
