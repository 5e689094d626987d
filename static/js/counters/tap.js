// Counts presses on a zone: a thumb, a mouse, a key, or a screen reader's double tap.

const TOGETHER_MS = 150; // fingers that land so close together are one hand
const CLICK_MS = 700; // a click follows the finger that leaves by less than this

/** Tells which of the browser's events are one and the same press. Times are in milliseconds. */
export class Presses {
  #fingers = new Set();
  #landed = -Infinity;
  #left = -Infinity;
  #clickIsOwed = false;

  /** A finger lands. Counted here and not when it leaves, which a wet thumb may never do cleanly. @returns {boolean} whether it is a new press */
  down(finger, t) {
    const together = this.#fingers.size > 0 && t - this.#landed < TOGETHER_MS;
    this.#fingers.add(finger);
    if (together) return false;
    this.#landed = t;
    this.#clickIsOwed = true;
    return true;
  }

  /** It leaves, or the browser takes it for something else. */
  up(finger, t) {
    this.#fingers.delete(finger);
    this.#left = t;
  }

  /** A click comes: the tail of a press that was counted, or a press of its own. @returns {boolean} whether it is a new press */
  click(t) {
    const isTail = this.#clickIsOwed && (this.#fingers.size > 0 || t - this.#left < CLICK_MS);
    this.#clickIsOwed = false;
    return !isTail;
  }
}

/** @param {{zone: HTMLElement, onRep: () => void}} options @returns {() => void} ends it */
export function start({ zone, onRep }) {
  const presses = new Presses();
  const controller = new AbortController();
  const on = (type, listener) => zone.addEventListener(type, listener, { signal: controller.signal });

  on('pointerdown', (event) => {
    if (event.button === 0 && presses.down(event.pointerId, event.timeStamp)) onRep();
  });
  for (const type of ['pointerup', 'pointercancel', 'pointerleave']) on(type, (event) => presses.up(event.pointerId, event.timeStamp));
  on('click', (event) => presses.click(event.timeStamp) && onRep());
  on('contextmenu', (event) => event.preventDefault()); // a long press is a press
  return () => controller.abort();
}
