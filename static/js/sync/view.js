// The state of sync in one word.

import { isTemporary } from './trouble.js';

/**
 * Rejected records are no error of sync: the settings list them.
 * @param {import('./ledger.js').Agreement} agreement
 * @param {{waiting: number, rejected: number, later: number, syncing: boolean, online: boolean}} now
 * @returns {'off'|'offline'|'waiting'|'syncing'|'synced'|'error'}
 */
export function statusWord(agreement, { waiting, rejected, later, syncing, online }) {
  const { on, trouble, synced } = agreement;
  if (!on) return 'off';
  if (syncing) return 'syncing';
  if (trouble && !isTemporary(trouble.code)) return 'error';
  if (trouble || !online) return 'offline';
  if (waiting > rejected + later) return 'waiting';
  return synced === null ? 'waiting' : 'synced';
}

/**
 * Whether a sync may start now.
 * @param {import('./ledger.js').Agreement} agreement @param {string} reason what asks; `button` is the person
 * @param {number} now ms since 1970 @returns {boolean}
 */
export function maySync({ on, trouble, retryAt }, reason, now) {
  if (!on) return false;
  const wait = retryAt - now;
  const clockWentBack = wait > 3_600_000; // longer than any pause
  if (!trouble || reason === 'button' || wait <= 0 || clockWentBack) return true;
  return trouble.code === 'unreachable' || trouble.code === 'strange'; // costs nobody anything
}
