// Who can open the account: its passkeys and its devices. All of it throws SyncTrouble, and changes nothing then.

import { fromBase64Url, toBase64Url } from '../page/base64url.js';
import { ask, joinWith } from './account.js';
import { SyncTrouble } from './trouble.js';

const PASSKEYS = '/api/passkeys';
const DEVICES = '/api/devices';
const CEREMONY_ERRORS = { NotAllowedError: 'passkey_none', InvalidStateError: 'passkey_here' };
const PASSKEY_ERRORS = { not_found: 'passkey_unknown', invalid_request: 'passkey_late' };

/** @returns {Promise<{id: string, label: string, created_on: string, last_used_on: ?string, backed_up: boolean}[]>} */
export const passkeys = async () => (await ask('GET', PASSKEYS)).passkeys;
export const renamePasskey = (id, label) => withPasskeyErrors(ask('PATCH', `${PASSKEYS}/${id}`, { label }));
export const removePasskey = (id) => ask('DELETE', `${PASSKEYS}/${id}`);

/** @returns {Promise<{id: string, label: ?string, created_on: string, last_seen_on: string, here: boolean}[]>} */
export const devices = async () => (await ask('GET', DEVICES)).devices;
export const signDeviceOut = (id) => ask('DELETE', `${DEVICES}/${id}`);

/** Has the person make a passkey for the account. @param {string} label */
export async function addPasskey(label) {
  const options = await ask('POST', `${PASSKEYS}/options`);
  const { user, challenge, excludeCredentials } = options;
  const publicKey = {
    ...options,
    challenge: fromBase64Url(challenge),
    user: { ...user, id: fromBase64Url(user.id) },
    excludeCredentials: excludeCredentials.map((known) => ({ ...known, id: fromBase64Url(known.id) })),
  };
  const credential = await ceremony('create', publicKey, ['clientDataJSON', 'attestationObject']);
  await withPasskeyErrors(ask('POST', PASSKEYS, { credential, label }));
}

/** Joins the account of a passkey, with every record of this device. @param {string} device what it calls itself */
export async function signIn(device) {
  const options = await ask('POST', `${PASSKEYS}/sign-in/options`);
  const publicKey = { ...options, challenge: fromBase64Url(options.challenge) };
  const credential = await ceremony('get', publicKey, [
    'clientDataJSON',
    'authenticatorData',
    'signature',
    'userHandle',
  ]);
  await joinWith(() => withPasskeyErrors(ask('POST', `${PASSKEYS}/sign-in`, { credential, device })));
}

/** The credential as JSON. Safari has no `toJSON()` before 18.4. */
async function ceremony(name, publicKey, fields) {
  try {
    const { id, type, response } = await navigator.credentials[name]({ publicKey });
    const entries = fields.filter((field) => response[field]).map((field) => [field, toBase64Url(response[field])]);
    return { id, rawId: id, type, response: Object.fromEntries(entries) };
  } catch (error) {
    throw new SyncTrouble(CEREMONY_ERRORS[error.name] ?? 'passkey_unable');
  }
}

/** Gives errors about credentials their own codes, for which the page has sentences. */
const withPasskeyErrors = (asked) =>
  asked.catch((trouble) => {
    throw trouble.code in PASSKEY_ERRORS ? new SyncTrouble(PASSKEY_ERRORS[trouble.code]) : trouble;
  });
