// Bytes as text that may stand in an address: base64url without padding (RFC 4648, section 5).

/** @param {ArrayBuffer|Uint8Array} bytes @returns {string} */
export const toBase64Url = (bytes) =>
  btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');

/** @param {string} text @returns {Uint8Array} @throws {DOMException} where it is no base64 */
export const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
