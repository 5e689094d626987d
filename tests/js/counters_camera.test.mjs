// How fast the camera's frames are looked at.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace, whyNot } from '../../static/js/counters/camera.js';

/** At which answers it says that they come too slowly, over ten seconds. */
function told(hz) {
  const pace = new Pace();
  return Array.from({ length: 10 * hz }, (_, n) => n / hz).filter((t) => pace.isSlow(t));
}

test('fewer than eight answers a second are told of once, after three seconds', () => {
  for (const hz of [1, 4, 7]) {
    const [at, ...more] = told(hz);
    assert.ok(at >= 3 && at < 3 + 1 / hz + 1e-9, `${hz} Hz: ${at}`);
    assert.deepEqual(more, []);
  }
});

test('eight or more are fast enough', () => {
  for (const hz of [8, 9, 15]) assert.deepEqual(told(hz), []);
});

test('why a camera does not open', () => {
  assert.equal(whyNot({ name: 'NotAllowedError' }), 'denied');
  for (const name of ['NotFoundError', 'NotReadableError', 'OverconstrainedError', 'AbortError'])
    assert.equal(whyNot({ name }), 'missing');
});
