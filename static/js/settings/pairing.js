// Adds a device: a code, the same as a picture and as a link, until a device has used it or it runs out.

import { startCopying } from '../page/copying.js';
import { only } from '../page/dom.js';
import { devices } from '../sync/access.js';
import { newPairing, pairingPicture } from '../sync/account.js';
import { clock, lasts } from './code.js';
import { press } from './press.js';

const LOOK_EVERY = 3; // seconds

/** @param {HTMLElement} root @returns {() => Promise<void>} shows a new code, where sync is on */
export function startPairing(root) {
  const section = root.querySelector('[data-section="sync"]');
  const problem = section.querySelector(':scope > [data-problem]');
  const panel = root.querySelector('[data-pairing]');
  const button = root.querySelector('[data-action="pair"]');
  const copy = panel.querySelector('[data-action="copy-link"]');
  let timer;
  let link;

  const offer = async () => {
    const known = new Set((await devices()).map(({ id }) => id));
    const pairing = await newPairing();
    link = pairing.url;
    panel.querySelector('[data-field="code"]').textContent = pairing.code;
    only(panel, 'part', 'code');
    only(copy, 'label', 'copy');
    panel.querySelector('[data-link]').hidden = true;
    countDown(lasts(pairing.expires_at, Date.now()), known);
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    await showPicture(panel.querySelector('[data-picture]'), pairing.code);
  };
  const close = () => {
    clearInterval(timer);
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  };
  const end = (part) => {
    clearInterval(timer);
    only(panel, 'part', part);
  };
  const countDown = (life, known) => {
    const until = performance.now() + life;
    let ticks = 0;
    const tick = () => {
      const left = until - performance.now();
      panel.querySelector('[data-field="left"]').textContent = clock(left);
      if (left <= 0) end('ended');
      else if (++ticks % LOOK_EVERY === 0 && !document.hidden) look(timer, known);
    };
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    tick();
  };

  /** Whether a device has joined since the code was made; `mine` is the timer of that code. */
  const look = async (mine, known) => {
    const now = await devices().catch(() => []); // no network: the code is good all the same
    if (mine === timer && !panel.hidden && now.some(({ id }) => !known.has(id))) end('joined');
  };

  button.addEventListener('click', () => press(button, problem, async () => (panel.hidden ? offer() : close())));
  const again = panel.querySelector('[data-action="new-code"]');
  again.addEventListener('click', () => press(again, problem, offer));
  startCopying(copy, panel.querySelector('[data-link]'), () => link);
  for (const id of ['sync-off', 'erase-confirm']) {
    document.querySelector(`[data-testid="${id}"]`).addEventListener('click', close); // the code dies with the account
  }
  return offer;
}

async function showPicture(image, code) {
  image.hidden = true;
  URL.revokeObjectURL(image.src);
  const blob = await pairingPicture(code);
  image.src = URL.createObjectURL(blob);
  image.hidden = false;
}
