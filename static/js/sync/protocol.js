// One sync, as docs/sync.md says: push and pull, page by page, until neither side has more.

import { isRecord } from '../records/envelope.js';
import { Pull } from '../records/pull.js';
import { call } from './http.js';
import { SyncTrouble } from './trouble.js';

const PAGE = 500; // records in a request
const BYTES = 1_000_000; // of records in a request; the server takes 1 MiB in all
const MOST_PAGES = 5_000; // no account has that many
const FULL = 'account_full';
const REJECTIONS = new Set(['invalid_request', 'too_large', FULL]);

/**
 * @param {import('./ledger.js').Ledger} ledger @param {typeof fetch} fetch
 * @returns {Promise<{pushed: number, pulled: number}>} how many records; 0 and 0 right after a quiet sync
 * @throws {SyncTrouble} nothing is lost by it: what was not agreed on is pushed again
 */
export async function sync(ledger, fetch) {
  const { account, again } = await ledger.agreement();
  if (again) await ledger.offerAll();
  const total = { pushed: 0, pulled: 0 };
  let page = PAGE;
  let startedAgain = false;
  let isFull = false; // the account had no room for a single new record
  let isNew = true; // what the first answer says of the program holds: behind one address may be servers that differ

  const apply = async (pushed, answer) => {
    const program = isNew ? answer.program : null;
    if (program !== null && program !== (await ledger.agreement()).program) await ledger.offerRejected();
    await ledger.applyAnswer(account, pushed, { ...answer, program }, Pull);
    isNew = false;
  };

  for (let requests = 0; requests < MOST_PAGES; requests++) {
    const { cursor } = await ledger.agreement();
    const push = await ledger.nextPush(page, BYTES);
    let answer;
    try {
      answer = await exchange(fetch, cursor, push);
    } catch (trouble) {
      if (trouble.code === 'resync' && !startedAgain) {
        startedAgain = true;
        await ledger.startAgain(account);
      } else if (!REJECTIONS.has(trouble.code) || push.length === 0) {
        throw trouble;
      } else if (push.length > 1 && !(isFull && trouble.code === FULL)) {
        page = Math.floor(push.length / 2);
      } else {
        await apply([], await exchange(fetch, cursor, [])); // if this passes, the records are at fault
        for (const record of push) await ledger.reject(account, record, { code: trouble.code, field: '' });
        isFull ||= trouble.code === FULL;
        page = PAGE;
      }
      continue;
    }
    await apply(push, answer);
    total.pushed += push.length;
    total.pulled += answer.changes.length;
    page = Math.min(page * 2, PAGE);
    // A page may hold only records that won over those of this push: then the cursor stays, which is no error.
    if (answer.more && answer.cursor === cursor && push.length === 0) break;
    if (!answer.more && (await ledger.nextPush(1, BYTES)).length === 0) return total;
  }
  throw new SyncTrouble('strange'); // a server that never comes to an end
}

async function exchange(fetch, cursor, changes) {
  let program = null;
  const answer = await call(fetch, 'POST', '/api/sync', { cursor, changes }, (headers) => {
    program = headers.get('Hinge-Program');
  });
  if (!isAnswer(answer)) throw new SyncTrouble('strange');
  return { ...answer, program };
}

function isAnswer(value) {
  return (
    typeof value?.cursor === 'string' &&
    typeof value.more === 'boolean' &&
    Array.isArray(value.changes) &&
    value.changes.every(isRecord) &&
    Array.isArray(value.rejected) &&
    value.rejected.every((one) => typeof one?.error === 'string')
  );
}
