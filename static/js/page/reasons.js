// Why a record is not taken, in the page's words (templates/parts/record-words.html).

import { sentence } from './dom.js';

const words = (name, value) => document.querySelector(`[data-words="record"] [data-${name}="${CSS.escape(value)}"]`);

/** @param {import('../records/shape.js').Problem} reason @returns {string} a sentence, or what follows a colon */
export function inWords({ code, field }) {
  const [, set] = /^data\.sets\[(\d+)\]/.exec(field) ?? [];
  const kind = field.replace(/^data\.sets\[\d+\]/, 'data.sets[]').replace(/\[\d+\]$/, '');
  const known = words('field', kind);
  const name = known ? sentence(known, { set: Number(set) + 1 }) : field;
  return sentence(words('code', code) ?? words('code', 'other'), { name, must: known?.dataset.must ?? '', field });
}
