// SMART Health Links of the account: https://hl7.org/fhir/uv/smart-health-cards-and-links/STU1/

import { toBase64Url } from '../page/base64url.js';
import { ask } from '../sync/account.js';
import { SyncTrouble } from '../sync/trouble.js';
import { sealed } from './jwe.js';

const PATH = '/api/health-links';
const ID_LENGTH = 43; // characters, as hinge_pwa/sharing/health_links.py makes it
const LONGEST_URL = 128; // characters: "Establish a SMART Health Link Manifest URL"

/**
 * @typedef {{id: string, created_at: string, expires_at: string}} Standing times in UTC
 * @returns {Promise<Standing[]>} the newest first @throws {SyncTrouble}
 */
export const healthLinks = async () => (await ask('GET', PATH)).links;

/** The server forgets the file. @param {string} id @throws {SyncTrouble} */
export const takeBack = (id) => ask('DELETE', `${PATH}/${id}`);

/**
 * Encrypts the file and has the server keep it. The key is in the link alone.
 * @param {string} json @param {string} type of it @param {string} label of the link, at most 80 characters
 * @param {number} days @returns {Promise<Standing & {link: string}>} @throws {SyncTrouble}
 */
export async function makeHealthLink(json, type, label, days) {
  if (!hasRoom(location.origin)) throw new SyncTrouble('long_host');
  const key = crypto.getRandomValues(new Uint8Array(32));
  const standing = await ask('POST', PATH, { file: await sealed(json, key, type), days });
  return { ...standing, link: shlinkOf(location.origin, standing, key, label) };
}

const urlOf = (origin, id) => `${origin}/api/shl/${id}`;

/** Whether the address of a link fits into it. @param {string} origin of this server */
export const hasRoom = (origin) => urlOf(origin, '').length + ID_LENGTH <= LONGEST_URL;

/** @param {string} origin @param {Standing} standing @param {Uint8Array} key @param {string} label */
export function shlinkOf(origin, { id, expires_at }, key, label) {
  const url = urlOf(origin, id);
  const payload = { url, flag: 'U', key: toBase64Url(key), exp: Date.parse(expires_at) / 1000, label };
  return `shlink:/${toBase64Url(new TextEncoder().encode(JSON.stringify(payload)))}`;
}
