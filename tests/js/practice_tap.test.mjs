import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Presses } from '../../static/js/counters/tap.js';
import { meaning } from '../../static/js/practice/keys.js';

/** How many repetitions these events are. */
function count(...events) {
  const presses = new Presses();
  return events.filter(([type, ...rest]) => presses[type](...rest)).length;
}

test('a tap is one press, though the browser tells of it twice', () => {
  assert.equal(count(['down', 1, 0], ['up', 1, 80], ['click', 81]), 1);
});

test('fifteen taps as fast as can be are fifteen', () => {
  const taps = Array.from({ length: 15 }, (_, i) => [['down', 1, i * 4], ['up', 1, i * 4 + 1], ['click', i * 4 + 1]]);
  assert.equal(count(...taps.flat()), 15);
});

test('fast taps of a thumb that slides, which no click follows, all count', () => {
  const taps = Array.from({ length: 15 }, (_, i) => [['down', 1, i * 40], ['up', 1, i * 40 + 30]]);
  assert.equal(count(...taps.flat()), 15);
});

test('a long press is one', () => {
  assert.equal(count(['down', 1, 0], ['up', 1, 5000], ['click', 5001]), 1);
});

test('a thumb that slides off still counts, and so does the next', () => {
  assert.equal(count(['down', 1, 0], ['up', 1, 300], ['down', 2, 900], ['up', 2, 950], ['click', 951]), 2);
});

test('two fingers that land together are one press', () => {
  assert.equal(count(['down', 1, 0], ['down', 2, 30], ['up', 1, 100], ['up', 2, 110], ['click', 111]), 1);
});

test('a tap beside a resting palm counts', () => {
  assert.equal(count(['down', 1, 0], ['down', 2, 4000], ['up', 2, 4100], ['down', 3, 8000], ['up', 3, 8100]), 3);
});

test('a click that no finger began is a press: a keyboard, or a screen reader', () => {
  assert.equal(count(['click', 0], ['click', 10]), 2);
  assert.equal(count(['down', 1, 0], ['up', 1, 50], ['click', 51], ['click', 60]), 2);
});

test('a click long after a slide is a press of its own', () => {
  assert.equal(count(['down', 1, 0], ['up', 1, 300], ['click', 5000]), 2);
});

const key = (name, more = {}) => ({ key: name, repeat: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('space counts, u undoes, p pauses, Enter goes on', () => {
  assert.deepEqual([' ', 'u', 'U', 'p', 'Enter', 'x'].map((name) => meaning(key(name), false)), ['rep', 'undo', 'undo', 'pause', 'go-on', null]);
});

test('a key that is held down, or belongs to the browser, asks for nothing', () => {
  for (const more of [{ repeat: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.equal(meaning(key(' ', more), false), null);
});

test('a focused control keeps space and Enter', () => {
  assert.deepEqual([' ', 'Enter', 'u'].map((name) => meaning(key(name), true)), [null, null, 'undo']);
});
