// Joins an account: by the link of another device, which asks first, by its code, or by a passkey.

import { byTestId } from '../page/dom.js';
import { join } from '../sync/account.js';
import { syncSoon } from '../sync/client.js';
import { linkedCode, typedCode } from './code.js';
import { press } from './press.js';

export class Joining {
  #label;
  #visible;
  #byLink;
  #byCode;
  #field;
  #linked = null; // the code of the link that was opened last

  /**
   * @param {HTMLElement} root @param {string} label what this device calls itself
   * @param {Promise<void>} visible when the section can be seen
   */
  constructor(root, label, visible) {
    this.#label = label;
    this.#visible = visible;
    this.#byLink = root.querySelector('[data-join-link]');
    this.#byCode = root.querySelector('[data-join-code]');
    this.#field = this.#byCode.querySelector('form').elements.code;
    this.#startLink(this.#byLink.querySelector('[data-action="join"]'));
    this.#startCode(this.#byCode.querySelector('form'));
    this.#startPasskey(byTestId('passkey-sign-in', root), root.querySelector('#sync > [data-problem]'));
    addEventListener('hashchange', () => this.#readLink()); // the link was opened while this page stood open
    this.#readLink();
  }

  #startLink(button) {
    const problem = this.#byLink.querySelector('[data-problem]');
    button.addEventListener('click', () => press(button, problem, () => this.#join(this.#linked)));
    this.#byLink.querySelector('[data-action="dismiss"]').addEventListener('click', () => {
      this.#linked = null;
      this.#byLink.hidden = true;
    });
  }

  #startCode(form) {
    const problem = this.#byCode.querySelector('[data-problem]');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const code = typedCode(this.#field.value);
      if (code === '') return this.#field.focus(); // a browser would say so in its own language
      press(form.querySelector('[type="submit"]'), problem, () => this.#join(code));
    });
  }

  #startPasskey(button, problem) {
    button.addEventListener('click', () =>
      press(button, problem, async () => {
        const { signIn } = await import('../sync/access.js');
        await signIn(this.#label);
        await this.#finish();
      }),
    );
  }

  /** `#join` opens the field for a code, `#pair=` and a code asks whether to join. */
  #readLink() {
    if (location.hash === '#join') {
      history.replaceState(null, '', location.pathname); // a reload need not ask again
      this.#byCode.open = true;
      this.#visible.then(() => this.#field.focus());
    }
    this.#linked = linkedCode(location.hash) ?? this.#linked;
    if (!this.#linked) return;
    history.replaceState(null, '', location.pathname); // the code works once: it has no place in the history
    this.#byLink.hidden = false;
    this.#byLink.querySelector('h2').focus();
  }

  async #join(code) {
    await join(code, this.#label);
    await this.#finish();
  }

  async #finish() {
    this.#byLink.hidden = true;
    this.#byCode.open = false;
    this.#field.value = '';
    document.getElementById('sync-title').focus();
    await syncSoon('button');
  }
}
