import { download } from '../page/download.js';
import { toJson } from '../records/copy.js';
import { sessionOf } from '../records/session.js';

/**
 * Gives a session that the phone's storage refuses as a file, which the history can bring in.
 * @param {import('./machine.js').Run} run @param {string} at RFC 3339
 */
export function saveCopy(run, at) {
  const record = {
    kind: 'session',
    id: run.id,
    stamp: Date.now(),
    device: 'copy',
    deleted: false,
    data: sessionOf(run),
  };
  download(`hinge-${at.slice(0, 10)}.json`, 'application/json', toJson([record], {}, at));
}
