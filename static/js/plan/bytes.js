// Writes and reads numbers, texts and lists as bytes. What is read must be written as this would write it, so that a
// value has one form. Pure.

const UTF8 = 0;
const UTF16 = 1;
const MOST = 2 ** 31; // of a number
const SEVEN = 0x7f;
const MORE = 0x80; // a further byte follows
const STRICT = { fatal: true, ignoreBOM: true };

export class Writer {
  #bytes = [];

  get bytes() {
    return Uint8Array.from(this.#bytes);
  }

  /** Seven bits a byte, the lowest first (LEB128). @param {number} value 0 to 2^31 */
  number(value) {
    let rest = value;
    for (; rest > SEVEN; rest = Math.trunc(rest / MORE)) this.#bytes.push((rest & SEVEN) | MORE);
    this.#bytes.push(rest);
  }

  /** @param {number} value */
  uint32(value) {
    for (const shift of [24, 16, 8, 0]) this.#bytes.push((value >>> shift) & 0xff);
  }

  /**
   * UTF-8, or UTF-16 where that is shorter: twice the length in bytes, and whether it is UTF-16.
   * @param {string} text
   */
  text(text) {
    const utf8 = new TextEncoder().encode(text);
    const isShorter = utf8.length > 2 * text.length;
    const bytes = isShorter ? toUtf16(text) : utf8;
    this.number(2 * bytes.length + (isShorter ? UTF16 : UTF8));
    this.#bytes.push(...bytes);
  }

  /** @template T @param {T[]} list @param {(one: T) => void} write */
  list(list, write) {
    this.number(list.length);
    for (const one of list) write(one);
  }
}

/** Every method throws RangeError or TypeError where the bytes are not what Writer makes. */
export class Reader {
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.#at === this.#bytes.length;
  }

  number() {
    let value = 0;
    for (let scale = 1; ; scale *= MORE) {
      const byte = this.#byte();
      value += (byte & SEVEN) * scale;
      if (value > MOST || (byte === 0 && scale > 1)) throw new RangeError('no such number');
      if (byte < MORE) return value;
    }
  }

  uint32() {
    return [24, 16, 8, 0].reduce((value, shift) => value + this.#byte() * 2 ** shift, 0);
  }

  text() {
    const head = this.number();
    const bytes = this.#take(Math.trunc(head / 2));
    const text = head % 2 === UTF16 ? fromUtf16(bytes) : new TextDecoder('utf-8', STRICT).decode(bytes);
    const isUtf16 = new TextEncoder().encode(text).length > 2 * text.length;
    if (isUtf16 !== (head % 2 === UTF16)) throw new RangeError('the longer form');
    return text;
  }

  /** @template T @param {() => T} read @returns {T[]} */
  list(read) {
    const length = this.number();
    if (length > this.#bytes.length) throw new RangeError('longer than its bytes');
    return Array.from({ length }, read);
  }

  #byte() {
    const [byte] = this.#take(1);
    return byte;
  }

  #take(length) {
    if (this.#at + length > this.#bytes.length) throw new RangeError('too short');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

const toUtf16 = (text) => text.split('').flatMap((unit) => [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff]);

function fromUtf16(bytes) {
  if (bytes.length % 2) throw new RangeError('half a unit');
  const units = Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i] * 256 + bytes[2 * i + 1]);
  return String.fromCharCode(...units);
}
