// From where the camera sees the person.

const BROAD = 1.25; // breadth of shoulders and hips together, in trunk lengths, seen from the front: measured
const FRONT = 65; // degrees off the side: between swings seen at 58 and people seen from the front at 71
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

  /** Learns which way the person looks: the nose is ahead of the shoulders. @param {Body} body @param {number} seconds */
  face({ nose, shoulder, trunk }, seconds) {
    const ahead = Math.max(-1, Math.min(1, (nose[0] - shoulder[0]) / trunk));
    this.#ahead += Math.min(1, seconds / FACE_S) * (ahead - this.#ahead);
  }

  /** 1 to the right of the picture, -1 to the left. */
  get way() {
    return this.#ahead < 0 ? -1 : 1;
  }

  /** Degrees off the side, 0 to 90; null before the person stood. @type {?number} */
  get degrees() {
    return this.#breadth === null ? null : (Math.asin(Math.min(1, this.#breadth / BROAD)) * 180) / Math.PI;
  }

  get isFront() {
    return this.degrees > FRONT;
  }
}
