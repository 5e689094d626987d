// What the camera sees, small and in the mirror: three lines upon it, two angles beside it, and what is in the way.

import { only } from '../page/dom.js';

const LINES = { trunk: ['shoulder', 'hip'], thigh: ['hip', 'knee'], shin: ['knee', 'ankle'] };

export class View {
  #root;

  /** @param {HTMLElement} root holds the parts of templates/camera/stage.html */
  constructor(root) {
    this.#root = root;
  }

  /** @returns {HTMLVideoElement} */
  get video() {
    return this.#root.querySelector('.camera-picture video');
  }

  /** @param {?import('../counters/pose.js').Frame} seen null: nobody @param {number} aspect width / height */
  show(seen, aspect) {
    const picture = this.#root.querySelector('.camera-picture');
    picture.style.setProperty('--aspect', aspect);
    const svg = picture.querySelector('svg');
    svg.setAttribute('viewBox', `0 0 ${100 * aspect} 100`);
    for (const [name, ends] of Object.entries(LINES)) {
      const places = ends.map((end) => seen?.points[end] ?? null);
      const at = ([x, y]) => [100 * aspect * x, 100 * y].map((value) => value.toFixed(1)).join();
      const d = places.includes(null) ? '' : `M${places.map(at).join('L')}`;
      svg.querySelector(`.camera-${name}`).setAttribute('d', d);
    }
    for (const element of this.#root.querySelectorAll('[data-angle]')) {
      const degrees = seen?.shown[element.dataset.angle] ?? null;
      element.textContent = degrees === null ? '–' : `${degrees}°`;
    }
  }

  /** @param {?string} name of the sentences; null when nothing is in the way */
  showTrouble(name) {
    const line = this.#root.querySelector('[data-troubles]');
    if (line.dataset.troubles === (name ?? '')) return; // a screen reader would hear it again
    line.dataset.troubles = name ?? '';
    line.hidden = name === null;
    only(line, 'trouble', name);
  }

  /** @param {(counter: string) => void} listener is called when another counter is chosen */
  onOther(listener) {
    for (const button of this.#root.querySelectorAll('[data-other]'))
      button.addEventListener('click', () => listener(button.dataset.other));
  }

  /** The words of what is in the way. @param {string} name @returns {string} */
  wordsOf(name) {
    return this.#root.querySelector(`[data-trouble="${name}"]`).firstChild.textContent;
  }

  /** @param {string} words of a cue; '' for none */
  showCue(words) {
    this.#root.querySelector('[data-camera-cue]').textContent = words;
  }
}
