import assert from 'node:assert/strict';
import test from 'node:test';

import { deviceLabel } from '../../static/js/settings/label.js';

const WORDS = { phone: 'Téléphone', tablet: 'Tablette', computer: 'Ordinateur' };
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

for (const [label, userAgent, maxTouchPoints] of [
  ['Téléphone, Chrome', `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`],
  ['Téléphone, Samsung Internet', `${ANDROID} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`],
  ['Tablette, Chrome', `${ANDROID} Chrome/140.0.0.0 Safari/537.36`],
  ['Téléphone, Firefox', 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'],
  ['Tablette, Firefox', 'Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0'],
  ['Téléphone, Safari', `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`],
  ['Téléphone, Chrome', `${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`],
  ['Tablette, Safari', `${MAC} Version/18.0 Safari/605.1.15`, 5],
  ['Ordinateur, Safari', `${MAC} Version/18.0 Safari/605.1.15`, 0],
  ['Ordinateur, Edge', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`],
  ['Ordinateur, Opera', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0`],
  ['Ordinateur', 'Lynx/2.9'],
]) {
  test(`a browser calls itself ${label}: ${userAgent.slice(-40)}`, () => {
    assert.equal(deviceLabel(WORDS, { userAgent, maxTouchPoints }), label);
  });
}
