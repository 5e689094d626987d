// The file that a copy of all records is: JSON, which can be brought in again (docs/copies.md).

export const FORMAT = 'hinge-records';
export const VERSION = 1;

/**
 * Every record, deletions too, so that a copy brings back exactly what was there.
 * @param {object[]} records envelopes @param {import('./besides.js').Besides} beside
 * @param {string} exportedAt RFC 3339 @returns {string} JSON
 */
export function toJson(records, beside, exportedAt) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exported_at: exportedAt, records, beside }, null, 1)}\n`;
}
