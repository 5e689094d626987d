// Adds a device: a code, the same as a picture and as a link, until a device has used it or it runs out.

import { startCopying } from '../page/copying.js';
import { only } from '../page/dom.js';
import { devices } from '../sync/access.js';
import { newPairing, pairingPicture } from '../sync/account.js';
import { clock, lasts } from './code.js';
import { press } from './press.js';

const ASK_EVERY = 3; // seconds

export class Pairing {
  #panel;
  #button;
  #copy;
  #link = ''; // of the code that is shown
  #timer; // of the code that is shown

  /** @param {HTMLElement} root */
  constructor(root) {
    const problem = root.querySelector('[data-section="sync"] > [data-problem]');
    this.#panel = root.querySelector('[data-pairing]');
    this.#button = root.querySelector('[data-action="pair"]');
    this.#copy = this.#part('[data-action="copy-link"]');
    this.#button.addEventListener('click', () => press(this.#button, problem, () => this.#toggle()));
    const again = this.#part('[data-action="new-code"]');
    again.addEventListener('click', () => press(again, problem, () => this.offer()));
    startCopying(this.#copy, this.#part('[data-link]'), () => this.#link);
    // The code goes with the account.
    for (const id of ['sync-off', 'erase-confirm']) {
      document.querySelector(`[data-testid="${id}"]`).addEventListener('click', () => this.#close());
    }
  }

  /** Shows a new code, where sync is on. @returns {Promise<void>} rejects with SyncTrouble */
  async offer() {
    const before = await deviceIds();
    const { code, url, expires_at: expiresAt } = await newPairing();
    this.#link = url;
    this.#part('[data-field="code"]').textContent = code;
    only(this.#panel, 'part', 'code');
    only(this.#copy, 'label', 'copy');
    this.#part('[data-link]').hidden = true;
    this.#countDown(lasts(expiresAt, Date.now()), before);
    this.#panel.hidden = false;
    this.#button.setAttribute('aria-expanded', 'true');
    await showPicture(this.#part('[data-picture]'), code);
  }

  async #toggle() {
    if (this.#panel.hidden) await this.offer();
    else this.#close();
  }

  #close() {
    clearInterval(this.#timer);
    this.#panel.hidden = true;
    this.#button.setAttribute('aria-expanded', 'false');
  }

  #countDown(life, before) {
    const until = performance.now() + life;
    let ticks = 0;
    const tick = () => {
      ticks += 1;
      const left = until - performance.now();
      this.#part('[data-field="left"]').textContent = clock(left);
      if (left <= 0) this.#end('ended');
      else if (ticks % ASK_EVERY === 0 && !document.hidden) this.#checkJoined(this.#timer, before);
    };
    clearInterval(this.#timer);
    this.#timer = setInterval(tick, 1000);
    tick();
  }

  /** Whether a device has joined since the code was made; `timer` is that of the code. */
  async #checkJoined(timer, before) {
    const now = await deviceIds().catch(() => before); // no network: the code is good all the same
    const isShown = timer === this.#timer && !this.#panel.hidden;
    if (isShown && [...now].some((id) => !before.has(id))) this.#end('joined');
  }

  /** @param {'ended'|'joined'} part what is said in place of the code */
  #end(part) {
    clearInterval(this.#timer);
    only(this.#panel, 'part', part);
  }

  #part(selector) {
    return this.#panel.querySelector(selector);
  }
}

const deviceIds = async () => new Set((await devices()).map(({ id }) => id));

async function showPicture(image, code) {
  image.hidden = true;
  URL.revokeObjectURL(image.src);
  const blob = await pairingPicture(code);
  image.src = URL.createObjectURL(blob);
  image.hidden = false;
}
