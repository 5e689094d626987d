// What page/dom.js does without a document.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ignoreFetchError } from '../../static/js/page/dom.js';

test('a module that could not be fetched is left out, and other errors are not', async () => {
  const module = await Promise.reject(new TypeError('Failed to fetch')).catch(ignoreFetchError);
  assert.equal(module?.start(), undefined);
  await assert.rejects(Promise.reject(new RangeError('a defect')).catch(ignoreFetchError), RangeError);
});
