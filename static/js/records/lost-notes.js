// Two devices changed the note of one record: one of the texts wins, and the device that wrote the other one keeps it
// until its person decides. Nobody can tell whether the other device had seen it.

import { wins } from './merge.js';

/** A setting of this device: {[id of a record]: text}. */
export const LOST_NOTES = 'lost-notes';

/**
 * The note of this device that goes when a record is pulled.
 * @typedef {import('./merge.js').Record} Record
 * @param {Record|undefined} before what this device has @param {Record} pulled @param {string} device this one
 * @returns {?string} null where nothing is lost: another device wrote it, or the new note has it in it
 */
export function lostNote(before, pulled, device) {
  if (before?.device !== device || !wins(pulled, before)) return null;
  const text = before.data?.note?.trim();
  return text && !pulled.deleted && !hasNote(pulled.data, text) ? text : null;
}

/** Whether a record says all of a note. @param {{note?: string}} data @param {string} text */
export const hasNote = ({ note = '' }, text) => note.includes(text);

/**
 * A note with another one below it; null where both are too long for one.
 * @param {string} note @param {string} text @returns {?string}
 */
export function withNote(note, text) {
  const both = note.trim() ? `${note.trimEnd()}\n${text}` : text;
  return Array.from(both).length <= MOST ? both : null;
}

const MOST = 2_000; // characters of a note (records/kinds.js)

/** @param {import('./store.js').Store} store @param {string} id of a record whose lost note is wanted no more */
export const forgetLost = (store, id) =>
  store.alter(async (tx) => {
    const settings = tx.objectStore('settings');
    const lost = (await settings.get(LOST_NOTES)) ?? {};
    delete lost[id];
    await settings.put(lost, LOST_NOTES);
  });
