// From where the camera sees the person.

const BROAD = 1.25; // breadth of shoulders and hips together, in trunk lengths, seen from the front: measured
const FRONT = 65; // degrees off the side: between swings seen at 58 and people seen from the front at 71
const OBLIQUE = 50; // degrees off the side: beyond, nothing across is exact enough to be stretched
const SETTLE_S = 1;
const FACE_S = 2;

export class View {
  #breadth = null;
  #ahead = 0;

  /** Learns how broad the person looks, standing. @param {Body} body @param {number} seconds since before */
  stand({ shoulders, hips, trunk }, seconds) {
    const across = ([a, b]) => Math.abs(a[0] - b[0]) / trunk;
    const now = Math.min(2, across(shoulders) + across(hips));
    this.#breadth =
      this.#breadth === null ? now : this.#breadth + Math.min(1, seconds / SETTLE_S) * (now - this.#breadth);
  }

  /** Learns which way the person looks: where the nose is. @param {Body} body @param {number} seconds since before */
  face({ nose, shoulder, trunk }, seconds) {
    const ahead = Math.max(-1, Math.min(1, (nose[0] - shoulder[0]) / trunk));
    this.#ahead += Math.min(1, seconds / FACE_S) * (ahead - this.#ahead);
  }

  /**
   * How far a segment leans forward, in degrees: as from the side, where it looks shorter across from three quarters.
   * @param {Point} top @param {Point} bottom
   */
  lean(top, bottom) {
    const way = this.#ahead < 0 ? -1 : 1;
    const across = way / Math.cos((Math.min(OBLIQUE, this.degrees ?? 0) * Math.PI) / 180);
    return (Math.atan2(across * (top[0] - bottom[0]), bottom[1] - top[1]) * 180) / Math.PI;
  }

  /** Degrees off the side, 0 to 90; null before the person stood. @type {?number} */
  get degrees() {
    return this.#breadth === null ? null : (Math.asin(Math.min(1, this.#breadth / BROAD)) * 180) / Math.PI;
  }

  get isFront() {
    return this.degrees > FRONT;
  }
}
