// The screens of a practice: `start`, `stage`, `done`, and `elsewhere` while another tab has the practice. One is
// shown.

export class Screens {
  #all;

  /** @param {HTMLElement} page */
  constructor(page) {
    this.page = page;
    this.#all = Array.from(page.querySelectorAll('[data-screen]'));
  }

  /** @param {string} name @returns {HTMLElement} */
  get(name) {
    return this.#all.find((screen) => screen.dataset.screen === name);
  }

  /**
   * Shows one screen alone.
   * @param {string} name @param {HTMLElement} [focus] its heading, where nothing else is given
   */
  show(name, focus = this.get(name).querySelector('h1')) {
    const before = this.#all.find((screen) => !screen.hidden);
    const next = this.get(name);
    if (next === before) return;
    before.hidden = true;
    next.hidden = false;
    if (name === 'stage') document.documentElement.dataset.practising = 'true';
    else delete document.documentElement.dataset.practising;
    scrollTo(0, 0);
    focus.focus({ preventScroll: true });
  }
}
