// Reads a copy (records/copy.js). What is wrong comes out as a code; the page holds its sentence.

import { isBeside } from '../records/besides.js';
import { FORMAT, VERSION } from '../records/copy.js';

const MOST_LEVELS = 32; // of objects in objects: no kind needs them, and databases have a limit

/**
 * @typedef {import('../records/shape.js').Problem} Problem
 * @typedef {{index: number, problem: Problem}} Refused `index` counts from 1, as a person does
 * @param {string} text the file
 * @param {(record: unknown) => ?Problem} checkRecord
 * @returns {{problem: 'not-json'|'other-format'|'newer-version'}
 *   | {records: object[], beside: import('../records/besides.js').Besides, refused: Refused[]}}
 */
export function readExport(text, checkRecord) {
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
  for (const [at, record] of file.records.entries()) {
    const problem = isDeeper(record, MOST_LEVELS) ? { code: 'deep', field: '' } : checkRecord(record);
    if (problem && problem.code !== 'unknown_kind') {
      refused.push({ index: at + 1, problem });
      continue;
    }
    records.push(record);
    const more = file.beside?.[record.id];
    if (isBeside(more)) beside[record.id] = more;
    else if (more !== undefined) refused.push({ index: at + 1, problem: { code: 'beside', field: '' } });
  }
  return { records, beside, refused };
}

const isDeeper = (value, levels) =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1)));
