import assert from 'node:assert/strict';
import test from 'node:test';

import { iosVersion, isApple, isLockVain, wayHome } from '../../static/js/pwa/browser.js';

const KIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphone = (os, end = 'Mobile/15E148') => `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) ${KIT} ${end}`;
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${KIT}`;
const PIXEL =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

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
  const agent = `${userAgent.slice(12, 60)} … ${userAgent.slice(-30)}`;
  test(`${version} on ${apple ? 'iOS' : 'another system'} is read from ${agent}`, () => {
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

const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const DEVICE = '(Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv)';
const DROID = `Mozilla/5.0 ${DEVICE} ${BLINK} Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36`;
const SAFARI = 'Mobile/15E148 Safari/604.1';

for (const [way, name, userAgent, device] of [
  ['ios', 'Safari', iphone('18_5', `Version/18.5 ${SAFARI}`)],
  ['ios', 'Safari in Lockdown Mode', iphone('18_5', `Version/18.5 ${SAFARI}`), { hasWorker: false }],
  ['ios', 'Safari on an iPad', `${MAC} Version/17.6 Safari/605.1.15`],
  ['ios', 'Safari of iOS 15', iphone('15_7', `Version/15.6.6 ${SAFARI}`)],
  [null, 'Safari on a Mac', `${MAC} Version/17.6 Safari/605.1.15`, { maxTouchPoints: 0, isTouched: false }],
  ['ios-other', 'Chrome', iphone('17_5', `CriOS/126.0.6478.54 ${SAFARI}`)],
  ['ios-other', 'Chrome at http', iphone('17_5', `CriOS/126.0.6478.54 ${SAFARI}`), { hasWorker: false }],
  ['ios-other', 'Firefox', iphone('17_5', 'FxiOS/127.1 Mobile/15E148 Safari/605.1.15')],
  ['ios-other', 'Edge', iphone('17_5', `Version/17.0 EdgiOS/126.0.2592.56 ${SAFARI}`)],
  ['leave-ios', 'Chrome of iOS 16.3', iphone('16_3', `CriOS/110.0.5481.114 ${SAFARI}`)],
  [null, 'an app on the home screen', iphone('18_5'), { isInstalled: true }],
  [
    'leave-ios',
    'Instagram',
    iphone(
      '17_5',
      'Mobile/21F79 Instagram 335.0.8.30.97 (iPhone14,5; iOS 17_5; en_GB; en; scale=3.00; 1170x2532; 610935225)',
    ),
    { hasWorker: false },
  ],
  [
    'leave-ios',
    'Facebook',
    iphone(
      '17_5',
      'Mobile/21F79 [FBAN/FBIOS;FBAV/468.0.0.42.69;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBLC/en_GB]',
    ),
    { hasWorker: false },
  ],
  [
    'leave-ios',
    'Facebook that names Safari',
    iphone('18_5', 'Version/18.5 Mobile/22F76 Safari/604.1 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBLC/en_GB]'),
    { hasWorker: false },
  ],
  [
    'leave-ios',
    'TikTok',
    iphone('17_5', 'Mobile/15E148 musical_ly_35.1.0 BytedanceWebview/d8a21c6 JsSdk/2.0 NetType/WIFI'),
    { hasWorker: false },
  ],
  ['leave-ios', 'LinkedIn', iphone('17_5', 'Mobile/21F79 [LinkedInApp]/9.29.7703'), { hasWorker: false }],
  ['leave-ios', 'the Google app', iphone('17_5', 'GSA/321.0.642804631 Mobile/15E148 Safari/604.1')],
  ['leave-ios', 'an app of any name', iphone('17_5'), { hasWorker: false }],
  ['leave-ios', 'an app that names Safari', iphone('17_5', SAFARI), { hasWorker: false }],
  [
    'leave-ios',
    'Instagram on an iPad',
    `${MAC} Mobile/15E148 Instagram 335.0.8.30.97 (iPad13,18; iPadOS 17_5)`,
    { hasWorker: false },
  ],
  [
    'leave-android',
    'Instagram on Android',
    `${DROID} Instagram 336.0.0.35.90 Android (34/14; 480dpi; 1080x2115; samsung; SM-S911B)`,
  ],
  ['leave-android', 'Facebook on Android', `${DROID} [FB_IAB/FB4A;FBAV/469.1.0.50.80;]`],
  ['leave-android', 'TikTok on Android', `${DROID} trill_350103 BytedanceWebview/d8a21c6`],
  ['leave-android', 'an app of any name on Android', DROID, { isTouched: false }],
  ['menu', 'Firefox on Android', 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'],
  [
    'menu',
    'Samsung Internet',
    `Mozilla/5.0 (Linux; Android 10; K) ${BLINK} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  [null, 'Chrome on Android, which offers it by itself', PIXEL, { isTouched: false }],
  [
    null,
    'Firefox on a computer',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    { maxTouchPoints: 0, isTouched: false },
  ],
]) {
  test(`the way home from ${name} is ${way}`, () => {
    assert.equal(
      wayHome({ userAgent, maxTouchPoints: 5, isInstalled: false, hasWorker: true, isTouched: true, ...device }),
      way,
    );
  });
}
