import assert from 'node:assert/strict';
import test from 'node:test';

import { call } from '../../static/js/sync/http.js';

const TYPE = { 'Content-Type': 'application/json' };
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
};

/** A network on which nothing happens until the test says so. */
function slowNetwork(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const network = { outcome: 'waiting' };
  network.fetch = (_path, { signal }) =>
    new Promise((resolve, reject) => {
      let answer;
      signal.addEventListener('abort', () => {
        reject(signal.reason);
        answer?.error(signal.reason);
      });
      const body = new ReadableStream({
        start: (controller) => {
          answer = controller;
        },
      });
      network.answer = (headers = {}) => settle(resolve(new Response(body, { headers: { ...TYPE, ...headers } })));
      network.send = (text) => settle(answer.enqueue(new TextEncoder().encode(text)));
      network.end = () => settle(answer.close());
    });
  network.after = async (seconds) => {
    t.mock.timers.tick(seconds * 1000);
    await settle();
    return network.outcome;
  };
  network.call = (body) => {
    call(network.fetch, 'POST', '/api/sync', body).then(
      (answer) => {
        network.outcome = answer;
      },
      (trouble) => {
        network.outcome = trouble.code;
      },
    );
  };
  return network;
}

test('a server that says nothing is given up', async (t) => {
  const network = slowNetwork(t);
  network.call({});
  assert.equal(await network.after(19), 'waiting');
  assert.equal(await network.after(2), 'unreachable');
});

test('a large request has time to get out over a slow network', async (t) => {
  const network = slowNetwork(t);
  network.call({ changes: 'x'.repeat(200_000) });
  assert.equal(await network.after(119), 'waiting');
  assert.equal(await network.after(2), 'unreachable');
});

test('a large answer has time to come in over a slow network', async (t) => {
  const network = slowNetwork(t);
  network.call({});
  await network.after(15);
  await network.answer({ 'Content-Length': '200000' });
  await network.send('{"a":');
  assert.equal(await network.after(119), 'waiting');
  await network.send('"ö"}');
  await network.end();
  assert.deepEqual(await network.after(0), { a: 'ö' });
});

test('an answer that stops in the middle is given up', async (t) => {
  const network = slowNetwork(t);
  network.call({});
  await network.answer({ 'Content-Length': '200' });
  await network.send('{"a":');
  assert.equal(await network.after(19), 'waiting');
  assert.equal(await network.after(2), 'unreachable');
});

test('the page of a proxy says how long to wait', async () => {
  const busy = async () => new Response('<h1>Busy</h1>', { status: 503, headers: { 'Retry-After': '30' } });
  await assert.rejects(call(busy, 'POST', '/api/sync', {}), { code: 'unavailable', wait: 30_000 });
});

test('an answer that breaks off says nothing of the server', async () => {
  const body = new ReadableStream({ pull: (answer) => answer.error(new TypeError('network error')) });
  const broken = async () => new Response(body, { status: 409, headers: TYPE });
  await assert.rejects(call(broken, 'POST', '/api/sync', {}), { code: 'unreachable' });
});
