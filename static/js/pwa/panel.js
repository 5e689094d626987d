// The way to the home screen for browsers that don't offer it by themselves.
import { startCopying } from '../page/copying.js';
import { only } from '../page/dom.js';
import { hasPast } from '../records/local.js';
import { wayHere } from './here.js';

/** @param {HTMLElement} part @param {(way: string) => void} show */
export function startPanel(part, show) {
  const way = wayHere();
  if (!way) return;
  // the foot of the page says why
  part.querySelector('[data-promise]').hidden = !navigator.serviceWorker && !way.startsWith('leave');
  const address = part.querySelector('[data-address]');
  const home = import.meta.url.split('/static/')[0];
  address.value = home;
  startCopying(part.querySelector('[data-action="copy-address"]'), address, () => home);
  only(part, 'kept', hasPast() ? 'some' : 'none');
  show(way);
}
