import assert from 'node:assert/strict';
import test from 'node:test';

import { syncSoon } from '../../static/js/sync/client.js';

test('a sync that failed in an unforeseen way does not keep the next ones from running', async () => {
  const opened = [];
  globalThis.indexedDB = {
    open: () => {
      opened.push(opened.length);
      throw opened.length === 1 ? new TypeError('a bug') : new DOMException('no', 'SecurityError');
    },
  };
  const [first, second] = [syncSoon('open'), syncSoon('change')];
  await assert.rejects(first, TypeError);
  await second;
  await syncSoon('button');
  assert.equal(opened.length, 3);
});
