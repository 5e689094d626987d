// How far the phone, and what it is fixed to, has tilted since it was held still.

const G = 9.80665; // m/s²
const RADIANS = Math.PI / 180;
const FUSED_S = 1; // with a gyroscope, the accelerometer only corrects its drift, within this time
const ALONE_S = 0.25; // without, it is smoothed: 6 Hz of tremble go, a slow bow stays
const SHAKEN = 0.3; // g: an acceleration that is off by more than this says nothing about where down is
const CALM_S = 0.3;
const CALM = 0.03; // g: breathing and swaying while standing stay below 0.02
const STILL_S = 1;
const SETTLE_S = 2; // a slow beginning must not take the zero along
const ELSEWHERE_S = 5; // of stillness away from the zero: not the pause of a bow, but another place
const BOW = 15; // degrees: less is no bow
const BACK = 0.35; // of the deepest tilt, where a bow has come back

/** Angle between two vectors. @param {number[]} a @param {number[]} b @returns {number} degrees, 0 to 180 */
export function angle(a, b) {
  const cross = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  return Math.atan2(cross, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / RADIANS;
}

/**
 * Tilt from gravity and, where there is one, the gyroscope (a complementary filter). Turning about the vertical does
 * not show.
 *  Until `hold()`, every still moment is a new zero: a second within 0.03 g, or five where it is tilted already.
 */
export class Tilt {
  #onBow;
  #held = false;
  #calm = null;
  #spread = 1;
  #quiet = 0;
  #time = null;
  #deepest = 0;
  #isBack = false;
  /** Which way is up, in the phone's axes: about 1 g long; null before the first sample. */
  up = null;
  /** What `up` was at the still start; null until there was one. */
  start = null;

  /**
   * @param {{onBow?: (bow: {t: number, degrees: number}) => void}} [options] `onBow` is told each bow's deepest tilt
   *   once it has come back
   */
  constructor({ onBow } = {}) {
    this.#onBow = onBow;
  }

  /**
   * @param {{t: number, ax: number, ay: number, az: number, gx?: ?number, gy?: ?number, gz?: ?number}} sample s, m/s²
   *   with gravity, °/s
   * @returns {?number} degrees, as `degrees`
   */
  push({ t, ax, ay, az, gx, gy, gz }) {
    const a = [ax / G, ay / G, az / G];
    const dt = this.#time === null ? 0 : t - this.#time;
    if (dt < 0) return this.degrees;
    if (this.up === null || dt > 1) [this.up, this.#calm, this.#quiet] = [a, a, 0];
    this.#time = t;
    const turns = Number.isFinite(gx) && Number.isFinite(gy) && Number.isFinite(gz);
    if (turns) this.#turn([gx, gy, gz].map((w) => w * RADIANS * dt));
    const trust = turns ? Math.max(0, 1 - Math.abs(Math.hypot(...a) - 1) / SHAKEN) : 1;
    this.up = approach(this.up, a, trust * (1 - Math.exp(-dt / (turns ? FUSED_S : ALONE_S))));
    this.#rest(a, dt);
    this.#bow(t);
    return this.degrees;
  }

  /** Keeps the zero as it is from now on: the set begins. */
  hold() {
    this.#held = true;
  }

  /** Whether the phone has been still for a second. */
  get still() {
    return this.#quiet >= STILL_S;
  }

  /** Degrees from the still start, 0 to 180; null until there was one. */
  get degrees() {
    return this.start && angle(this.up, this.start);
  }

  /** A vector fixed in the room turns against the phone's rotation. @param {number[]} w radians about each axis */
  #turn([wx, wy, wz]) {
    const [x, y, z] = this.up;
    const next = [x + y * wz - z * wy, y + z * wx - x * wz, z + x * wy - y * wx];
    const scale = Math.hypot(x, y, z) / Math.hypot(...next);
    this.up = next.map((v) => v * scale);
  }

  #rest(a, dt) {
    const share = 1 - Math.exp(-dt / CALM_S);
    this.#calm = approach(this.#calm, a, share);
    this.#spread += share * (Math.hypot(...a.map((v, i) => v - this.#calm[i])) - this.#spread);
    this.#quiet = this.#spread < CALM ? this.#quiet + dt : 0;
    if (this.#held || !this.still) return;
    if (this.start === null || (this.#deepest > BOW && this.#quiet > ELSEWHERE_S))
      [this.start, this.#deepest, this.#isBack] = [this.up, 0, false];
    else if (this.degrees < BOW) this.start = approach(this.start, this.up, dt / SETTLE_S);
  }

  #bow(t) {
    const { degrees } = this;
    if (degrees < BOW && this.#isBack) [this.#deepest, this.#isBack] = [0, false];
    if (degrees === null || this.#isBack) return;
    this.#deepest = Math.max(this.#deepest, degrees);
    if (this.#deepest < BOW || degrees > BACK * this.#deepest) return;
    this.#isBack = true;
    this.#onBow?.({ t, degrees: this.#deepest });
  }
}

function approach(from, to, share) {
  return from.map((v, i) => v + share * (to[i] - v));
}
