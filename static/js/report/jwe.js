// JSON Web Encryption (RFC 7516) in its compact form, with the key itself (`dir`) and A256GCM. Pure.

import { toBase64Url } from '../page/base64url.js';

const IV = 12; // bytes: RFC 7518, section 5.3
const TAG = 16; // bytes at the end of what WebCrypto gives

/**
 * @param {string} text @param {Uint8Array} key 32 random bytes, for this text alone @param {string} type of the text
 * @returns {Promise<string>} compressed where the browser can (Firefox 110 to 112 can't)
 */
export async function sealed(text, key, type) {
  const plain = new TextEncoder().encode(text);
  const packed = await deflated(plain);
  const header = { alg: 'dir', enc: 'A256GCM', cty: type, ...(packed && { zip: 'DEF' }) };
  const head = toBase64Url(new TextEncoder().encode(JSON.stringify(header)));
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const how = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(head) };
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const bytes = new Uint8Array(await crypto.subtle.encrypt(how, aes, packed ?? plain));
  const parts = [iv, bytes.subarray(0, -TAG), bytes.subarray(-TAG)].map(toBase64Url);
  return [head, '', ...parts].join('.');
}

/** By RFC 1951; null where the browser can't. */
async function deflated(bytes) {
  if (!globalThis.CompressionStream) return null;
  const stream = new Blob([bytes]).stream().pipeThrough(new globalThis.CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
