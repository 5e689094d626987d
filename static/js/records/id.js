// Names that never meet: of records, and of this device.

/**
 * A UUID of version 7 (RFC 9562): ordered by time, 74 random bits.
 * @param {number} [now] milliseconds since 1970 @param {Uint8Array} [random] ten bytes
 * @returns {string} lower case
 */
export function newId(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))) {
  const time = Math.max(0, Math.trunc(now)).toString(16).padStart(12, '0').slice(-12);
  const bytes = Array.from(random);
  bytes[0] = 0x70 | (bytes[0] & 0x0f);
  bytes[2] = 0x80 | (bytes[2] & 0x3f);
  const hex = time + bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * A name for this device: 16 characters of `0-9 a-f`, 64 random bits.
 * @param {Uint8Array} [random] eight bytes @returns {string}
 */
export function newDevice(random = crypto.getRandomValues(new Uint8Array(8))) {
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
