import assert from 'node:assert/strict';
import test from 'node:test';

import { iosVersion, isApple, isLockVain } from '../../static/js/pwa/browser.js';

const KIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphone = (os, end = 'Mobile/15E148') => `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) ${KIT} ${end}`;
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${KIT}`;
const PIXEL = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

for (const [version, userAgent, maxTouchPoints, apple] of [
  [1604, iphone('16_4'), 5, true],
  [1803, iphone('18_3_2', 'Version/18.3.1 Mobile/15E148 Safari/604.1'), 5, true],
  [1806, iphone('18_6', 'Version/26.0 Mobile/15E148 Safari/604.1'), 5, true], // iOS 26, which names no later one
  [1507, `Mozilla/5.0 (iPad; CPU OS 15_7 like Mac OS X) ${KIT} Mobile/15E148`, 5, true],
  [1706, `${MAC} Version/17.6 Safari/605.1.15`, 5, true], // an iPad
  [null, MAC, 5, true], // an iPad's app on the home screen
  [1706, `${MAC} Version/17.6 Safari/605.1.15`, 0, false], // a Mac
  [null, PIXEL, 5, false],
]) {
  test(`${version} on ${apple ? 'iOS' : 'another system'} is read from ${userAgent.slice(12, 60)} … ${userAgent.slice(-30)}`, () => {
    assert.equal(iosVersion({ userAgent }), version);
    assert.equal(isApple({ userAgent, maxTouchPoints }), apple);
  });
}

for (const [isVain, device] of [
  [true, { userAgent: iphone('16_4') }],
  [true, { userAgent: iphone('17_6_1') }],
  [true, { userAgent: iphone('18_3_1') }],
  [false, { userAgent: iphone('18_4') }],
  [false, { userAgent: iphone('18_6') }],
  [false, { userAgent: iphone('18_3_1'), isInstalled: false }], // Safari keeps the screen on
  [true, { userAgent: MAC, hasIterator: false }],
  [false, { userAgent: MAC, hasIterator: true }],
  [false, { userAgent: MAC, hasIterator: false, maxTouchPoints: 0 }],
  [true, { userAgent: `${MAC} Version/18.3 Safari/605.1.15`, hasIterator: true }],
  [false, { userAgent: PIXEL, hasIterator: false }],
]) {
  test(`a lock on the screen is ${isVain ? 'vain' : 'heeded'} for ${JSON.stringify(device)}`, () => {
    assert.equal(isLockVain({ maxTouchPoints: 5, isInstalled: true, hasIterator: false, ...device }), isVain);
  });
}
