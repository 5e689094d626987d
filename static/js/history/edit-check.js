// The fields of a check in its sheet: pain, the scores of activities, a note.

import { now } from '../page/clock.js';
import { clone, fill, only } from '../page/dom.js';
import { withWords } from '../records/retests.js';
import { showBows } from './bows.js';
import { checkChanges, level } from './changes.js';
import { aboutOf } from './story.js';
import { newTimes } from './when.js';

/** @returns {import('./sheet.js').Fields} */
export function checkFields() {
  const sheet = document.getElementById('edit-check');
  const form = sheet.querySelector('form');
  const part = (name) => sheet.querySelector(`[data-part="${name}"]`);
  const scores = () => [...sheet.querySelectorAll('[name="score"]')];

  return {
    kind: 'check',
    sheet,
    fill(data) {
      const { pain, activities } = data;
      only(sheet, 'about', aboutOf(data));
      form.elements.pain.value = pain ?? '';
      showBows(sheet, data);
      part('activities').hidden = activities.length === 0;
      sheet.querySelector('[data-scores]').replaceChildren(...activities.map(scoreField));
    },
    read(data) {
      const { day, time, pain, note } = form.elements;
      for (const field of scores()) field.setAttribute('aria-invalid', !field.validity.valid);
      const wrong = scores().find(({ validity }) => !validity.valid);
      wrong?.focus();
      if (wrong) return { problem: 'score' };
      const when = newTimes({ started_at: data.at, ended_at: data.at }, { day: day.value, time: time.value }, now());
      if (when.problem) return when;
      const entered = {
        pain: level(pain.value),
        scores: scores().map(({ valueAsNumber }) => valueAsNumber),
        note: withWords(data, note.value),
        at: when.changed.started_at ?? data.at,
      };
      return checkChanges(data, entered);
    },
  };
}

function scoreField({ text, score }) {
  const field = fill(clone('edit-score'), { text });
  field.querySelector('input').value = score;
  return field;
}
