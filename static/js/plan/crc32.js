// The checksum of a link: CRC-32 as in gzip and PNG (ISO 3309; https://www.w3.org/TR/png/#D-CRCAppendix). Pure.

const POLYNOMIAL = 0xedb88320; // its bits reversed

/** @param {Uint8Array} bytes @returns {number} 0 to 2^32 - 1 */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  }
  return ~crc >>> 0;
}
