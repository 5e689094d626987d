// Which browser this is, where what it can do does not show otherwise. Pure: values in, values out.

/** @typedef {{userAgent: string, maxTouchPoints?: number}} Agent as `navigator` has them */

/** Whether this is an iPhone or iPad; an iPad says that it is a Mac. @param {Agent} agent */
export const isApple = ({ userAgent, maxTouchPoints = 0 }) =>
  /iP(hone|ad|od)/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);

/**
 * The version of iOS, 1804 for 18.4. An iPad that says that it is a Mac names that of Safari, which is the same, and none at all
 * in an app on the home screen.
 * @param {Agent} agent @returns {?number}
 */
export function iosVersion({ userAgent }) {
  const found = /\bOS (\d+)_(\d+)/.exec(userAgent) ?? /Macintosh.*\bVersion\/(\d+)\.(\d+)/.exec(userAgent);
  return found && 100 * Number(found[1]) + Number(found[2]);
}

/**
 * Whether a lock on the screen is granted and does nothing: in an app on the home screen before iOS 18.4
 * (https://bugs.webkit.org/show_bug.cgi?id=254545).
 * @param {Agent & {isInstalled: boolean, hasIterator: boolean}} device `hasIterator`: it knows `Iterator`, which came with 18.4 too
 */
export function isLockVain({ isInstalled, hasIterator, ...agent }) {
  if (!isInstalled || !isApple(agent)) return false;
  const version = iosVersion(agent);
  return version === null ? !hasIterator : version < 1804;
}
