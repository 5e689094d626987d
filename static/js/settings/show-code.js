// Shows a code for the app on the home screen, and turns sync on for it: one press after /settings/#show-code was
// opened.

import { turnOn } from '../sync/account.js';
import { syncSoon } from '../sync/client.js';
import { Ledger } from '../sync/ledger.js';
import { press } from './press.js';

/**
 * @param {HTMLElement} root @param {import('../records/store.js').Store} store
 * @param {string} label what this device calls itself
 * @param {() => Promise<void>} offer shows a code (pairing.js)
 */
export function startShowing(root, store, label, offer) {
  const part = root.querySelector('[data-show-code]');
  const button = part.querySelector('[data-action="show-code"]');

  const ask = () => {
    if (location.hash !== '#show-code') return;
    history.replaceState(null, '', location.pathname); // who comes back has seen it
    part.hidden = false;
    part.querySelector('h2').focus();
  };
  const show = async () => {
    const { on, trouble } = await new Ledger(store).agreement();
    if (!on || trouble?.code === 'not_signed_in') await turnOn(label);
    await syncSoon('button'); // what the app is to get
    await offer();
    part.hidden = true;
    root.querySelector('[data-action="pair"]').focus();
  };

  button.addEventListener('click', () => press(button, part.querySelector('[data-problem]'), show));
  part.querySelector('[data-action="dismiss"]').addEventListener('click', () => {
    part.hidden = true;
  });
  addEventListener('hashchange', ask); // the link stands on this page too
  ask();
}
