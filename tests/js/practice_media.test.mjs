import assert from 'node:assert/strict';
import { test } from 'node:test';

import { begin, step } from '../../static/js/practice/machine.js';
import { eventOf, Media } from '../../static/js/practice/media.js';

const NOW = { mono: 0, at: '2026-11-22T14:00:00.000-05:00' };
const PLAN = {
  id: 'x',
  guide: 'g',
  title: 'Roller drill',
  sides: ['left', 'right'],
  target: 2,
  counter: 'pace',
  tempo: { eccentric: 3, pause: 1, concentric: 2 },
  painBefore: null,
};
const after = (...types) => types.reduce((run, type) => step(run, { type }, NOW), begin(PLAN, NOW));

globalThis.MediaMetadata ??= class {
  constructor(init) {
    Object.assign(this, init);
  }
};

class Session {
  metadata = null;
  playbackState = 'none';
  handlers = new Map();
  setActionHandler(action, listener) {
    if (action === 'play') throw new TypeError('not known here');
    this.handlers.set(action, listener);
  }
}

test('the next track is the next side', () => {
  assert.deepEqual(eventOf('nexttrack', after('rep')), { type: 'next' });
  assert.deepEqual(eventOf('nexttrack', after('rep', 'next')), { type: 'go' });
  assert.equal(eventOf('nexttrack', after('rep', 'next', 'rep')), null);
  assert.deepEqual(eventOf('play', after('rep', 'pause')), { type: 'resume' });
  assert.deepEqual(eventOf('pause', after('rep')), { type: 'pause' });
});

test('the lock screen shows the side with its count, and whether it is paused', () => {
  const session = new Session();
  const sent = [];
  const media = new Media(
    ({ side, reps }) => `${side} ${reps}`,
    (event) => sent.push(event.type),
    session,
  );
  media.follow(after('rep'));
  assert.deepEqual({ ...session.metadata }, { title: 'left 1', artist: 'Roller drill' });
  assert.equal(session.playbackState, 'playing');
  session.handlers.get('pause')();
  media.follow(after('rep', 'rep', 'pause'));
  assert.equal(session.metadata.title, 'right 0');
  assert.equal(session.playbackState, 'paused');
  session.handlers.get('nexttrack')();
  assert.deepEqual(sent, ['pause', 'go']);

  media.follow(after('rep', 'finish'));
  assert.equal(session.metadata, null);
  assert.equal(session.playbackState, 'none');
  media.close();
  assert.equal(session.handlers.get('pause'), null);
});

test('a browser without it is left alone', () => {
  const media = new Media(
    () => '',
    () => {},
    null,
  );
  media.follow(after('rep'));
  media.close();
});
