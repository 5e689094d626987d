// Reading back what export.js wrote. What is wrong comes out as a code; the page holds its sentence.

import { isBeside } from '../records/besides.js';
import { DEVICE, UUID } from '../records/envelope.js';
import { FORMAT, VERSION } from './export.js';

const YEAR_10000 = 253_402_300_800_000; // ms; a change has to have a greater stamp than the last, and after this no phone's clock comes
const MOST_LEVELS = 32; // of objects in objects: no kind needs them, and databases have a limit
const FIELDS = ['kind', 'id', 'stamp', 'device', 'deleted', 'data'];

/**
 * @typedef {{index: number, problem: string}} Refused `index` counts from 1, as a person does
 * @param {string} text the file
 * @param {(data: unknown) => string|null} checkSession what is wrong with a session's body, as a code
 * @returns {{problem: 'not-json'|'other-format'|'newer-version'}
 *   | {records: object[], beside: import('../records/besides.js').Besides, refused: Refused[]}}
 */
export function readExport(text, checkSession) {
  let file;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: 'not-json' };
  }
  if (file?.format !== FORMAT || !Number.isInteger(file.version)) return { problem: 'other-format' };
  if (file.version > VERSION) return { problem: 'newer-version' };
  if (!Array.isArray(file.records)) return { problem: 'other-format' };

  const records = [];
  const beside = {};
  const refused = [];
  file.records.forEach((record, at) => {
    const problem = checkRecord(record, checkSession);
    if (problem) return refused.push({ index: at + 1, problem });
    records.push(record);
    const more = file.beside?.[record.id];
    if (isBeside(more)) beside[record.id] = more;
    else if (more !== undefined) refused.push({ index: at + 1, problem: 'beside' });
  });
  return { records, beside, refused };
}

/**
 * What is wrong with an envelope. A kind that this version does not know is kept as it is: a newer one made it.
 * @param {any} record @param {(data: unknown) => string|null} checkSession @returns {string|null} a code
 */
export function checkRecord(record, checkSession) {
  if (!isObject(record)) return 'record';
  if (Object.keys(record).some((name) => !FIELDS.includes(name))) return 'unknown';
  if (typeof record.kind !== 'string' || record.kind === '') return 'kind';
  if (typeof record.id !== 'string' || !UUID.test(record.id)) return 'id';
  if (!Number.isInteger(record.stamp) || record.stamp < 0 || record.stamp >= YEAR_10000) return 'stamp';
  if (typeof record.device !== 'string' || !DEVICE.test(record.device)) return 'device';
  if (typeof record.deleted !== 'boolean') return 'deleted';
  if (record.deleted) return record.data === null ? null : 'data';
  if (!isObject(record.data)) return 'data';
  if (isDeeper(record.data, MOST_LEVELS)) return 'deep';
  return record.kind === 'session' ? checkSession(record.data) : null;
}

const isDeeper = (value, levels) => typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1)));
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
