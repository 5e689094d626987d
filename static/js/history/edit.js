// The fields of a session in its sheet.

import { now } from '../page/clock.js';
import { fillTitle } from '../page/guides.js';
import { watchPain } from '../page/pain-scale.js';
import { changes, level } from './changes.js';
import { readReps, showSets } from './sets.js';
import { newTimes } from './when.js';

/** @returns {import('./sheet.js').Fields} */
export function sessionFields() {
  const sheet = document.getElementById('edit');
  const form = sheet.querySelector('form');
  const markPain = watchPain(form);

  return {
    kind: 'session',
    sheet,
    fill(data) {
      fillTitle(sheet, 'guide', data.guide);
      for (const name of ['pain_before', 'pain_after']) form.elements[name].value = data[name] ?? '';
      markPain();
      showSets(sheet, data);
    },
    read(data) {
      const { day, time, pain_before: before, pain_after: after, note, effort } = form.elements;
      const reps = readReps(sheet);
      if (!reps) return { problem: 'reps' };
      const when = newTimes(data, { day: day.value, time: time.value }, now());
      if (when.problem) return when;
      const entered = {
        pain_before: level(before.value),
        pain_after: level(after.value),
        note: note.value,
        effort: form.querySelector('[name="effort"]:checked') ? level(effort.value) : data.effort,
        reps,
      };
      return { changed: { ...changes(data, entered), ...when.changed } };
    },
  };
}
