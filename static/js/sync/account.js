// The account, and the devices that share it. Each of these throws SyncTrouble or StorageError, and changes nothing
// on the device then.

import { openStore } from '../records/store.js';
import { withSyncLock } from './client.js';
import { call, picture } from './http.js';
import { Ledger } from './ledger.js';

export const ask = (method, path, body) => call(fetch.bind(globalThis), method, path, body);
const ledger = async () => new Ledger(await openStore());

/**
 * Turns sync on: in the account that this browser is signed in to, else in a new one.
 * @param {string} device what it calls itself @returns {Promise<void>}
 */
export const turnOn = (device) => joinWith(() => ask('POST', '/api/account', { device }));

/**
 * Turns sync off and signs this device out, later if the server is out of reach. Every record stays.
 * @returns {Promise<void>}
 */
export function turnOff() {
  return withSyncLock(async () => {
    const device = await ledger();
    await device.leave({ leaving: true });
    await signOut(device).catch(() => {}); // finishLeaving() tries again
  });
}

/** Sends the sign-out that could not be sent. @returns {Promise<void>} */
export async function finishLeaving() {
  const device = await ledger();
  if (!(await device.agreement()).leaving) return;
  await withSyncLock(async () => {
    if ((await device.agreement()).leaving) await signOut(device).catch(() => {});
  });
}

/**
 * Erases the account and all that the server holds of it, for good. What is on this device stays.
 * @returns {Promise<void>}
 */
export function erase() {
  return withSyncLock(async () => {
    const device = await ledger();
    try {
      await ask('DELETE', '/api/account');
    } catch (trouble) {
      if (trouble.code !== 'not_signed_in') throw trouble; // it was erased before
    }
    await device.leave({ erased: true });
  });
}

/**
 * Joins the account that gave `code`.
 * @param {string} code @param {string} device what it calls itself @returns {Promise<void>}
 */
export const join = (code, device) => joinWith(() => ask('POST', '/api/pairings/redeem', { code, device }));

/**
 * Joins the account that `signIn` signs this browser in to, with every record of this device.
 * @returns {Promise<void>}
 */
export function joinWith(signIn) {
  return withSyncLock(async () => {
    const device = await ledger();
    const { account } = await signIn();
    await device.join(account);
  });
}

/** A code for another device. @returns {Promise<{code: string, url: string, expires_at: string}>} */
export const newPairing = () => ask('POST', '/api/pairings');

/** The same as a QR code. @param {string} code @returns {Promise<Blob>} SVG */
export const pairingPicture = (code) => picture(fetch.bind(globalThis), '/api/pairings/qr', { code });

async function signOut(device) {
  try {
    await ask('POST', '/api/account/sign-out');
  } catch (trouble) {
    if (trouble.code !== 'not_signed_in') throw trouble;
  }
  await device.leave();
}
