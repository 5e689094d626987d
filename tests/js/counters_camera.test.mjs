// How fast the camera's frames are looked at, and when its light is on.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Camera, Pace, whyNot } from '../../static/js/counters/camera.js';

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

/** A camera of a browser. `open` gives a stream or throws; every track that was given is in `tracks`. */
function fakeCamera({ find = async () => [] } = {}) {
  const told = [];
  const camera = new Camera({ srcObject: null, play: async () => {} }, find, {
    onFrame: () => told.push('frame'),
    onLost: () => told.push('lost'),
    onBack: () => told.push('back'),
    onSlow: () => told.push('slow'),
    onFailure: () => told.push('failure'),
  });
  const browser = { tracks: [], state: 'granted', asked: 0 };
  browser.open = async () => {
    const track = { readyState: 'live' };
    track.stop = () => {
      track.readyState = 'ended';
    };
    browser.tracks.push(track);
    return { getTracks: () => [track], getVideoTracks: () => [track] };
  };
  const getUserMedia = () => {
    browser.asked += 1;
    return browser.open();
  };
  const permissions = { query: async () => ({ state: browser.state }) };
  Object.defineProperty(globalThis, 'navigator', {
    value: { mediaDevices: { getUserMedia }, permissions },
    configurable: true,
  });
  globalThis.createImageBitmap = async () => ({ width: 4, height: 3, close: () => {} });
  return { camera, browser, told, isDark: () => browser.tracks.every(({ readyState }) => readyState === 'ended') };
}

const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};
const unplug = ({ tracks }) => {
  tracks.at(-1).stop();
  tracks.at(-1).onended();
};

test('a camera that was taken away is asked for again until it is back, unless it was forbidden', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { camera, browser, told, isDark } = fakeCamera();
  camera.start(null);
  await settle();
  assert.deepEqual([browser.asked, isDark()], [1, false]);
  const { open } = browser;
  browser.open = async () => {
    throw new DOMException('', 'NotReadableError');
  };
  unplug(browser);
  assert.ok(told.includes('lost') && isDark());
  mock.timers.tick(2000);
  await settle();
  assert.equal(browser.asked, 2);
  browser.state = 'denied';
  mock.timers.tick(2000);
  await settle();
  assert.equal(browser.asked, 2);
  [browser.state, browser.open] = ['granted', open];
  told.length = 0;
  mock.timers.tick(2000);
  await settle();
  assert.deepEqual([browser.asked, told.includes('back'), isDark()], [3, true, false]);
  camera.stop();
  assert.ok(isDark());
  mock.timers.tick(60_000);
  await settle();
  assert.equal(browser.asked, 3);
  mock.timers.reset();
});

test('a camera that opens only once it is not wanted any more goes off at once', async () => {
  const { camera, browser, told, isDark } = fakeCamera();
  let opened;
  const { open } = browser;
  browser.open = () =>
    new Promise((resolve) => {
      opened = () => resolve(open());
    });
  camera.start(null);
  await settle();
  camera.stop();
  opened();
  await settle();
  assert.deepEqual([browser.tracks.length, isDark(), told], [1, true, []]);
});

test('the light is on for one camera at most, and a failing model is told of once', async () => {
  const { camera, browser, told, isDark } = fakeCamera({
    find: async () => {
      throw new Error('out of memory');
    },
  });
  const streams = [await browser.open(), await browser.open()];
  camera.start(streams[0]);
  camera.start(streams[1]);
  assert.deepEqual(
    browser.tracks.map(({ readyState }) => readyState),
    ['ended', 'live'],
  );
  await settle();
  assert.deepEqual(told, ['failure']);
  camera.stop();
  assert.ok(isDark());
});
