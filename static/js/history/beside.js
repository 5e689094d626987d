// In the sheet of a session: what this device alone knows of it.

import { only } from '../page/dom.js';
import { readBeside } from '../records/beside.js';

/** @param {HTMLElement} root @param {import('../records/store.js').Store} store @param {string} id the session's */
export async function showBeside(root, store, id) {
  root.hidden = true;
  const { effort = null, depths = [] } = (await readBeside(store, id)) ?? {};
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  only(root, 'effort', String(effort));
  part('effort').hidden = !part('effort').querySelector('b:not([hidden])'); // a copy may hold a number that has no word
  part('depths').hidden = depths.length === 0;
  for (const line of root.querySelectorAll('[data-depths]')) {
    const degrees = depths.find(({ side }) => side === line.dataset.depths)?.degrees;
    line.hidden = !degrees;
    line.querySelector('b').textContent = degrees?.map((one) => (one === null ? '–' : `${one}°`)).join(' ') ?? '';
  }
  root.hidden = part('effort').hidden && depths.length === 0;
}
