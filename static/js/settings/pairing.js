// Adds a device: a code, the same as a picture and as a link, until it runs out.

import { newPairing, pairingPicture } from '../sync/account.js';
import { clock, lasts } from './code.js';
import { press } from './press.js';

/** @param {HTMLElement} root */
export function startPairing(root) {
  const section = root.querySelector('[data-section="sync"]');
  const problem = section.querySelector(':scope > [data-problem]');
  const panel = root.querySelector('[data-pairing]');
  const button = root.querySelector('[data-action="pair"]');
  const copy = panel.querySelector('[data-action="copy-link"]');
  let timer;
  let link;

  const offer = async () => {
    const pairing = await newPairing();
    link = pairing.url;
    panel.querySelector('[data-field="code"]').textContent = pairing.code;
    show(panel, 'code');
    label(copy, 'copy');
    panel.querySelector('[data-link]').hidden = true;
    countDown(lasts(pairing.expires_at, Date.now()));
    panel.hidden = false;
    button.ariaExpanded = 'true';
    await showPicture(panel.querySelector('[data-picture]'), pairing.code);
  };
  const close = () => {
    clearInterval(timer);
    panel.hidden = true;
    button.ariaExpanded = 'false';
  };
  const countDown = (life) => {
    const end = performance.now() + life;
    const tick = () => {
      const left = end - performance.now();
      panel.querySelector('[data-field="left"]').textContent = clock(left);
      if (left > 0) return;
      clearInterval(timer);
      show(panel, 'ended');
    };
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    tick();
  };

  button.addEventListener('click', () => press(button, problem, async () => (panel.hidden ? offer() : close())));
  const again = panel.querySelector('[data-action="new-code"]');
  again.addEventListener('click', () => press(again, problem, offer));
  copy.hidden = !navigator.clipboard;
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(link);
      label(copy, 'copied');
    } catch {
      showLink(panel.querySelector('[data-link]'), link); // not allowed: the person can copy it
    }
  });
  for (const id of ['sync-off', 'erase-confirm']) {
    document.querySelector(`[data-testid="${id}"]`).addEventListener('click', close); // the code dies with the account
  }
}

async function showPicture(image, code) {
  image.hidden = true;
  URL.revokeObjectURL(image.src);
  const blob = await pairingPicture(code);
  image.src = URL.createObjectURL(blob);
  image.hidden = false;
}

function showLink(field, link) {
  field.value = link;
  field.hidden = false;
  field.focus();
  field.select();
}

function show(panel, name) {
  for (const part of panel.querySelectorAll('[data-part]')) part.hidden = part.dataset.part !== name;
}

function label(button, name) {
  for (const part of button.querySelectorAll('[data-label]')) part.hidden = part.dataset.label !== name;
}
