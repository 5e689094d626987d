// Counts presses on a zone: a thumb, a mouse, a key, or a screen reader's double tap.

const TOGETHER_MS = 150; // fingers that land so close together are one hand
const BOUNCE_MS = 150; // no person presses the same place twice so fast: a contact that bounced
const SLID_PX = 48; // no browser takes a finger that went so far for a click
const LIFT_MS = 40; // it may also bounce when the finger leaves, however long that lay there
const PLACE_PX = 40; // a fingertip
const CLICK_MS = 700; // a click follows the finger that leaves by less than this
const KEPT_MS = 1_000; // how long a press is remembered that is over

const isWithin = (ms, t, since) => Math.abs(t - since) < ms; // a clock may be set back

/**
 * @typedef {{x: number, y: number}} Place in CSS pixels
 * @typedef {{place: ?Place, landed: number, left: number, fingers: Set<number>, isClean: boolean}} Press
 *   `fingers`: the pointers that are down; `isClean`: one of its fingers left of its own accord
 */

/** Tells which of the browser's events are one and the same press. Times are in milliseconds. */
export class Presses {
  #presses = [];
  #left = -Infinity;
  #clickIsOwed = false;

  /**
   * A finger lands. Counted here and not when it leaves, which a wet thumb may never do cleanly.
   * @param {number} finger the pointer's id @param {number} t
   * @param {?Place} [place] null where nothing bounces: a mouse
   * @returns {Press|null} the press that it begins; null where it belongs to one before
   */
  down(finger, t, place = null) {
    this.#lift(finger);
    this.#presses = this.#presses.filter(
      ({ fingers, landed, left }) => fingers.size > 0 || isWithin(KEPT_MS, t, Math.max(landed, left)),
    );
    this.#clickIsOwed = true;
    const known = this.#presses.find((press) => isTogether(press, t) || isBounce(press, t, place));
    const press = known ?? { place, landed: t, left: -Infinity, fingers: new Set(), isClean: false };
    press.fingers.add(finger);
    if (known) return null;
    this.#presses.push(press);
    return press;
  }

  /** It leaves. @param {number} finger @param {number} t @param {?Place} [place] */
  up(finger, t, place = null) {
    const press = this.#lift(finger);
    if (press?.place && place && distance(press.place, place) > SLID_PX) this.#clickIsOwed = false;
    if (press) Object.assign(press, { left: t, isClean: true });
    this.#left = t;
  }

  /**
   * The browser takes it for something else than a press: a gesture of its own, or the ball of a hand.
   * @param {number} finger @returns {Press|null} the press that is none, as all its fingers were taken
   */
  cancel(finger) {
    const press = this.#lift(finger);
    if (!press || press.isClean || press.fingers.size > 0) return null;
    this.#presses = this.#presses.filter((one) => one !== press);
    this.#clickIsOwed = false;
    return press;
  }

  /**
   * A click comes: the tail of a press, or a press of its own.
   * @param {number} t @param {boolean} [isOwn] whether no pointer made it @returns {boolean} whether it is a new press
   */
  click(t, isOwn = false) {
    if (isOwn) return true;
    const isDown = this.#presses.some(({ fingers }) => fingers.size > 0);
    const isTail = this.#clickIsOwed && (isDown || t - this.#left < CLICK_MS);
    this.#clickIsOwed = false;
    return !isTail;
  }

  #lift(finger) {
    return this.#presses.find(({ fingers }) => fingers.delete(finger));
  }
}

const isTogether = ({ fingers, landed }, t) => fingers.size > 0 && isWithin(TOGETHER_MS, t, landed);

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

function isBounce(press, t, place) {
  if (!press.place || !place || distance(press.place, place) > PLACE_PX) return false;
  return isWithin(BOUNCE_MS, t, press.landed) || isWithin(LIFT_MS, t, press.left);
}

const isContact = ({ pointerType }) => pointerType === 'touch' || pointerType === 'pen';
const placeOf = (event) => (isContact(event) ? { x: event.clientX, y: event.clientY } : null);

/**
 * @param {{zone: HTMLElement, onRep: () => (() => void)|null}} options `onRep` returns what takes the repetition back,
 *   for a press that the browser cancels; null when it did not count
 * @returns {() => void} ends it
 */
export function start({ zone, onRep }) {
  const presses = new Presses();
  const takeBack = new WeakMap();
  const controller = new AbortController();
  const on = (type, listener) => zone.addEventListener(type, listener, { signal: controller.signal });

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    const press = presses.down(event.pointerId, event.timeStamp, placeOf(event));
    if (press) takeBack.set(press, onRep());
  });
  for (const type of ['pointerup', 'pointerleave'])
    on(type, (event) => presses.up(event.pointerId, event.timeStamp, placeOf(event)));
  on('pointercancel', (event) => {
    const press = presses.cancel(event.pointerId);
    if (press) takeBack.get(press)?.();
  });
  on('click', (event) => presses.click(event.timeStamp, event.pointerId === -1) && onRep());
  on('contextmenu', (event) => event.preventDefault()); // a long press is a press
  return () => controller.abort();
}

/**
 * Calls once a click of a button, also where the finger's contact bounces.
 * @param {HTMLButtonElement} button @param {() => void} listener
 */
export function onClick(button, listener) {
  let last = -Infinity;
  let byContact = false; // not every browser says it of a click
  button.addEventListener('pointerdown', (event) => {
    byContact = isContact(event);
  });
  button.addEventListener('click', ({ detail, timeStamp }) => {
    const isKey = detail === 0;
    if (byContact && !isKey && isWithin(BOUNCE_MS, timeStamp, last)) return;
    last = timeStamp;
    listener();
  });
}
