// Why a record is not taken, in the page's words (templates/parts/record-words.html).

import { sentence } from './dom.js';

const words = (name, value) => document.querySelector(`[data-words="record"] [data-${name}="${CSS.escape(value)}"]`);

/** @param {import('../records/shape.js').Problem} reason @returns {string} a sentence, or what follows a colon */
export function inWords({ code, field }) {
  const [, list, at] = /^(data\.\w+)\[(\d+)\]/.exec(field) ?? [];
  const known =
    words('field', field.replace(/\[\d+\]/, '[]')) ?? words('field', `${list}[]`) ?? words('field', 'record');
  const { must } = known.dataset;
  const line = words('code', code === 'invalid' && !must ? 'damaged' : code) ?? words('code', 'other');
  return sentence(line, { name: sentence(known, { set: Number(at) + 1 }), must, field: field.split('.').pop() });
}
