import assert from 'node:assert/strict';
import { test } from 'node:test';

import { begin, due, QUIET_MS, step, totalReps } from '../../static/js/practice/machine.js';
import { restore } from '../../static/js/practice/restore.js';
import { checkSession } from '../../static/js/records/check.js';
import { sessionOf } from '../../static/js/records/session.js';
import { localTime } from '../../static/js/records/time.js';

// mulberry32: small, and the same numbers for the same seed.
function random(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TYPES = [
  'rep',
  'rep',
  'rep',
  'rep',
  'undo',
  'more',
  'go',
  'next',
  'pause',
  'resume',
  'away',
  'back',
  'finish',
  'reopen',
  'answer',
];
const JUMPS = [-40 * 86_400_000, -3_600_000, 3_600_000, 30 * 86_400_000];

for (const seed of Array.from({ length: 300 }, (_, i) => i + 1)) {
  test(`whatever happens, nothing is lost, nothing invented, and the session is valid (${seed})`, () => {
    const dice = random(seed);
    const pick = (list) => list[Math.floor(dice() * list.length)];
    const clock = { mono: 0, wall: Date.UTC(2026, 10, 22, 14) };
    const now = () => ({ mono: clock.mono, at: localTime(clock.wall, pick([-300, 0, 60, 330])) });
    const plan = {
      guide: 'g',
      title: 'G',
      sides: pick([['left', 'right'], ['both']]),
      target: pick([1, 3, 15]),
      rounds: pick([1, 1, 2, 10]),
      plan: pick([null, '01900000-0000-7000-8000-00000000000a']),
      counter: pick(['tap', 'pace', 'motion']),
      tempo: { eccentric: 3, pause: 1, concentric: 2 },
    };
    let run = begin({ ...plan, id: '01900000-0000-7000-8000-000000000001', painBefore: pick([null, 0, 10]) }, now());
    let expected = 0;

    for (let i = 0; i < 120; i++) {
      const ms = dice() < 0.05 ? dice() * 40 * 3_600_000 : dice() * 4000;
      clock.mono += ms;
      clock.wall += ms + (dice() < 0.03 ? pick(JUMPS) : 0);
      if (dice() < 0.05) {
        // the tab was killed: all that is left is what was written down
        run = restore(JSON.parse(JSON.stringify(run)));
        clock.mono = 0;
      }
      const type = pick(TYPES);
      const live = run.phase !== 'done';
      const justEnded = run.phase === 'switch' && run.endedAt !== null && clock.mono < run.endedAt + QUIET_MS;
      if (type === 'rep' && live && run.phase !== 'reached' && run.phase !== 'rest' && !justEnded) expected += 1;
      if (type === 'more' && ['switch', 'rest', 'reached'].includes(run.phase)) expected += 1;
      if (type === 'undo' && live && expected > 0) expected -= 1;
      run = step(run, type === 'answer' ? { type, painAfter: pick([null, 4]), note: 'stiff' } : { type }, now());

      assert.equal(totalReps(run), expected);
      assert.ok(run.phase !== 'reached' || run.away || run.isReopened || run.paused || due(run) !== null);
      const session = sessionOf(run);
      assert.equal(checkSession(session), null);
      assert.equal(session.plan ?? null, plan.plan);
      assert.equal(
        session.sets.reduce((sum, set) => sum + set.reps, 0),
        expected,
      );
    }
  });
}
