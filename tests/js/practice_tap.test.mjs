import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Presses } from '../../static/js/counters/tap.js';
import { eventFor, meaning } from '../../static/js/practice/keys.js';

/** How many repetitions these events are, those that the browser took back left out. */
function count(...events) {
  const presses = new Presses();
  const counted = events.map(([type, ...rest]) => Boolean(presses[type](...rest)) * (type === 'cancel' ? -1 : 1));
  return counted.reduce((sum, one) => sum + one, 0);
}

test('a tap is one press, though the browser tells of it twice', () => {
  assert.equal(count(['down', 1, 0], ['up', 1, 80], ['click', 81]), 1);
});

test('fifteen clicks of a mouse as fast as can be are fifteen', () => {
  const taps = Array.from({ length: 15 }, (_, i) => [
    ['down', 1, i * 4],
    ['up', 1, i * 4 + 1],
    ['click', i * 4 + 1],
  ]);
  assert.equal(count(...taps.flat()), 15);
});

const HERE = { x: 100, y: 300 };
const THERE = { x: 200, y: 300 };
/** A finger's contact, which is a new pointer each time. */
const touch = (t, place, ms = 30) => [
  ['down', t, t, place],
  ['up', t, t + ms],
];

test('fast taps of a thumb that slides, which no click follows, all count', () => {
  const taps = Array.from({ length: 15 }, (_, i) => touch(i * 160, HERE, 100));
  assert.equal(count(...taps.flat()), 15);
});

for (const apart of [0, 1, 30, 149]) {
  test(`two contacts at one place, the second ${apart} ms after the first, are one press`, () => {
    assert.equal(
      count(...touch(1000, HERE, 0), ['click', 1000], ...touch(1000 + apart, HERE, 0), ['click', 1000 + apart]),
      1,
    );
    const near = { x: HERE.x + 8, y: HERE.y - 11 };
    assert.equal(count(...touch(1000, HERE, 0), ...touch(1000 + apart, near, 0)), 1);
  });
}

test('two contacts at one place 150 ms apart are two presses', () => {
  assert.equal(count(...touch(1000, HERE), ...touch(1150, HERE)), 2);
});

test('a contact that bounces many times is one press, and the next press counts', () => {
  const bounces = [0, 12, 25, 37, 60].flatMap((t) => touch(t, HERE, 5));
  assert.equal(count(...bounces, ...touch(700, HERE)), 2);
});

test('a contact that bounces when the finger leaves is one press, however long it lay there', () => {
  assert.equal(count(...touch(0, HERE, 600), ...touch(620, HERE, 5), ['click', 626], ...touch(640, HERE, 5)), 1);
});

test('taps that follow each other too fast still count every 150 ms', () => {
  const taps = Array.from({ length: 10 }, (_, i) => touch(i * 100, HERE, 20));
  assert.equal(count(...taps.flat()), 5);
});

test('two fingers that tap in turn at two places all count', () => {
  const taps = Array.from({ length: 20 }, (_, i) => touch(i * 80, i % 2 ? HERE : THERE, 60));
  assert.equal(count(...taps.flat()), 20);
});

test('each of two fingers that tap in turn may bounce', () => {
  const taps = [0, 80, 160, 240].flatMap((t, i) => [t, t + 20].flatMap((at) => touch(at, i % 2 ? HERE : THERE, 5)));
  assert.equal(count(...taps), 4);
});

test('a clock that was set back keeps no press from counting', () => {
  assert.equal(count(...touch(900_000, HERE), ...touch(100, HERE), ...touch(400, HERE)), 3);
});

test('a touch that the browser cancels is no press, and none is kept from counting after it', () => {
  assert.equal(count(['down', 1, 0, HERE], ['cancel', 1]), 0);
  assert.equal(
    count(['down', 1, 0, HERE], ['cancel', 1], ['up', 1, 31]),
    0,
    'a pointer that was cancelled leaves as well',
  );
  assert.equal(count(['down', 1, 0, HERE], ['cancel', 1], ...touch(60, HERE)), 1);
  assert.equal(count(['down', 1, 0, HERE], ['cancel', 1], ['click', 50]), 1, 'a key');
});

test('of two fingers that pinch no press is left, and of two that press one', () => {
  const pinch = [
    ['down', 1, 0, HERE],
    ['down', 2, 30, THERE],
  ];
  assert.equal(count(...pinch, ['cancel', 1], ['cancel', 2]), 0);
  assert.equal(count(...pinch, ['cancel', 1], ['up', 2, 90]), 1);
  assert.equal(count(...pinch, ['up', 1, 80], ['cancel', 2]), 1);
});

test('a contact that is cancelled as it bounces leaves the press to the one that stays', () => {
  assert.equal(count(['down', 1, 0, HERE], ['down', 2, 20, HERE], ['cancel', 1], ['up', 2, 100], ['click', 101]), 1);
  assert.equal(count(...touch(0, HERE, 10), ['down', 2, 20, HERE], ['cancel', 2]), 1);
});

test('a pointer that lands again though nobody heard it leave counts', () => {
  assert.equal(count(['down', 1, 0], ['down', 1, 900], ['up', 1, 950]), 2);
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
  assert.deepEqual(
    [' ', 'u', 'U', 'p', 'Enter', 'x'].map((name) => meaning(key(name), false)),
    ['rep', 'undo', 'undo', 'pause', 'go-on', null],
  );
});

test('page-turners, clickers and foot pedals count and take back', () => {
  for (const name of ['PageDown', 'ArrowRight', 'ArrowDown']) assert.equal(meaning(key(name), false), 'rep', name);
  for (const name of ['PageUp', 'ArrowLeft']) assert.equal(meaning(key(name), false), 'undo', name);
});

test('a key that is held down, or belongs to the browser, asks for nothing', () => {
  for (const more of [{ repeat: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }])
    assert.equal(meaning(key(' ', more), false), null);
});

test('a focused control keeps space and Enter', () => {
  assert.deepEqual(
    [' ', 'Enter', 'u'].map((name) => meaning(key(name), true)),
    [null, null, 'undo'],
  );
});

test('a key does what the phase of the practice asks for', () => {
  const events = (phase, counter, paused = false) =>
    ['rep', 'undo', 'pause', 'go-on'].map((name) => eventFor(name, { phase, paused, counter }).type);
  for (const counter of ['tap', 'pace', 'motion']) {
    assert.deepEqual(events('set', counter), ['rep', 'undo', 'pause', 'rep']);
    assert.deepEqual(events('reached', counter), ['rep', 'undo', 'pause', 'finish']);
    assert.deepEqual(events('set', counter, true), ['rep', 'undo', 'resume', 'resume']);
  }
  for (const phase of ['ready', 'switch']) {
    assert.deepEqual(events(phase, 'tap'), ['rep', 'undo', 'pause', 'rep']);
    assert.deepEqual(events(phase, 'pace'), ['rep', 'undo', 'pause', 'go']);
    assert.deepEqual(events(phase, 'motion'), ['rep', 'undo', 'pause', 'go']);
  }
});

test('a click counts right after a touch that slid, and one that no pointer made after any touch', () => {
  const slid = [
    ['down', 1, 0, HERE],
    ['up', 1, 200, { x: HERE.x + 60, y: HERE.y }],
  ];
  assert.equal(count(...slid, ['click', 500]), 2);
  assert.equal(count(...touch(0, HERE, 80), ['click', 81], ['click', 300, true]), 2);
  assert.equal(count(...touch(0, HERE, 80), ['click', 300, true]), 2);
  assert.equal(count(['down', 1, 0, HERE], ['up', 1, 80, { x: HERE.x + 20, y: HERE.y }], ['click', 90]), 1);
});
