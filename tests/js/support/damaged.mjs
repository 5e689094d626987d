// A session of another device, and the same with two letters damaged, as a file read in a wrong encoding has it.

import { newId } from '../../../static/js/records/id.js';
import { DATA } from './syncing.mjs';

export const WHOLE = {
  kind: 'session',
  id: newId(),
  stamp: 5,
  device: 'other',
  deleted: false,
  data: { ...DATA, note: 'déjà vu' },
};
export const DAMAGED = { ...WHOLE, data: { ...DATA, note: 'd\uFFFDj\uFFFD vu' } };
