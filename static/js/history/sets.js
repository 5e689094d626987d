// In the sheet of a session: its repetitions, how hard it was, and what was measured of each set.

import { clone, fill, only, say } from '../page/dom.js';

/**
 * @param {HTMLElement} sheet
 * @param {import('../records/session.js').Session} data with what an older version kept beside it
 */
export function showSets(sheet, { sets, effort = null }) {
  sheet.querySelector('[data-sets]').replaceChildren(...sets.map((set) => lineOf(set, roundOf(set, sets))));
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

/** Which set of its side it is; '' where there is one. */
function roundOf(set, sets) {
  const same = sets.filter(({ side }) => side === set.side);
  return same.length > 1 ? same.indexOf(set) + 1 : '';
}

function lineOf(set, round) {
  const { side, reps, counted } = set;
  const line = fill(clone('edit-set'), { round });
  const said = line.querySelector('[data-part="counted"]');
  only(line, 'side', side);
  line.querySelector('input').value = reps;
  said.hidden = counted === undefined;
  say(said, { n: counted });
  for (const words of line.querySelectorAll('[data-measured]')) {
    const degrees = (set[words.dataset.measured] ?? []).filter((one) => one !== null);
    words.hidden = degrees.length === 0;
    say(words, { least: Math.min(...degrees), most: Math.max(...degrees) });
  }
  return line;
}
