// In the sheet of a session: its repetitions, how hard it was, and how far the phone tilted.

import { clone, only, say } from '../page/dom.js';

/**
 * @param {HTMLElement} sheet
 * @param {import('../records/session.js').Session} data with what an older version kept beside it
 */
export function showSets(sheet, { sets, effort = null }) {
  sheet.querySelector('[data-sets]').replaceChildren(...sets.map(lineOf));
  for (const choice of sheet.querySelectorAll('[name="effort"]')) {
    choice.checked = choice.value === String(effort ?? '');
    if (choice.checked && choice.value) choice.parentElement.dataset.effort = choice.value;
    else delete choice.parentElement.dataset.effort;
  }
  const isMeasured = sets.some(({ tilts }) => tilts?.length);
  sheet.querySelector('[data-part="depths"]').hidden = !isMeasured;
  for (const line of sheet.querySelectorAll('[data-depths]')) {
    const measured = sets.filter(({ side, tilts }) => side === line.dataset.depths && tilts?.length);
    line.hidden = measured.length === 0;
    line.querySelector('b').textContent = measured.map(({ tilts }) => tilts.map(degrees).join(' ')).join(' · ');
  }
}

/**
 * The repetitions of each set, as entered.
 * @param {HTMLElement} sheet @returns {?number[]} null where one is none; then it is marked
 */
export function readReps(sheet) {
  const fields = [...sheet.querySelectorAll('[data-sets] input')];
  for (const field of fields) field.setAttribute('aria-invalid', !field.validity.valid);
  const wrong = fields.find(({ validity }) => !validity.valid);
  wrong?.focus();
  return wrong ? null : fields.map(({ valueAsNumber }) => valueAsNumber);
}

const degrees = (tilt) => (tilt === null ? '–' : `${tilt}°`);

function lineOf({ side, reps, counted }) {
  const line = clone('edit-set');
  const said = line.querySelector('[data-part="counted"]');
  only(line, 'side', side);
  line.querySelector('input').value = reps;
  said.hidden = counted === undefined;
  say(said, { n: counted });
  return line;
}
