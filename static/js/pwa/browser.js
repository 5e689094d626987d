// Which browser this is, where what it can do does not show otherwise. Pure: values in, values out.

/** @typedef {{userAgent: string, maxTouchPoints?: number}} Agent as `navigator` has them */

/** Whether this is an iPhone or iPad; an iPad says that it is a Mac. @param {Agent} agent */
export const isApple = ({ userAgent, maxTouchPoints = 0 }) =>
  /iP(hone|ad|od)/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);

/**
 * The version of iOS, 1804 for 18.4. An iPad that says that it is a Mac names that of Safari, which is the same, and
 * none at all in an app on the home screen.
 * @param {Agent} agent @returns {?number}
 */
export function iosVersion({ userAgent }) {
  const found = /\bOS (\d+)_(\d+)/.exec(userAgent) ?? /Macintosh.*\bVersion\/(\d+)\.(\d+)/.exec(userAgent);
  return found && 100 * Number(found[1]) + Number(found[2]);
}

/**
 * Whether a lock on the screen is granted and does nothing: in an app on the home screen before iOS 18.4
 * (https://bugs.webkit.org/show_bug.cgi?id=254545).
 * @param {Agent & {isInstalled: boolean, hasIterator: boolean}} device `hasIterator`: it knows `Iterator`, which came
 *   with 18.4 too
 */
export function isLockVain({ isInstalled, hasIterator, ...agent }) {
  if (!isInstalled || !isApple(agent)) return false;
  const version = iosVersion(agent);
  return version === null ? !hasIterator : version < 1804;
}

// What the browsers inside other apps call themselves. Those of iOS do not name Safari, those of Android say wv: most
// are told by that.
const APPS = [
  /\bFB(AN|AV|_IAB)\b|\b(GSA|Line)\//,
  /Instagram|musical_ly|BytedanceWebview|LinkedInApp|Snapchat|Pinterest|MicroMessenger/,
];
const namesApp = (userAgent) => APPS.some((names) => names.test(userAgent));
const OTHERS = /\b(CriOS|FxiOS|EdgiOS|OPT|OPiOS|DuckDuckGo|YaBrowser|Brave)\//; // browsers of iOS beside Safari

/**
 * The way to the home screen: Share in Safari (`ios`) or in another browser of iOS (`ios-other`), the `menu` of the
 * browser, or to `leave` the app in which the page is for a browser first. Null where there is none, or it is there
 * already.
 * @param {Agent & {isInstalled: boolean, hasWorker: boolean, isTouched: boolean}} device `isTouched`: a finger points,
 *   and the browser offers nothing by itself
 * @returns {?('ios'|'ios-other'|'leave-ios'|'leave-android'|'menu')}
 */
export function wayHome({ isInstalled, hasWorker, isTouched, ...agent }) {
  const { userAgent } = agent;
  if (isInstalled) return null;
  if (!isApple(agent))
    return namesApp(userAgent) || userAgent.includes('; wv)') ? 'leave-android' : isTouched ? 'menu' : null;
  const isOther = OTHERS.test(userAgent);
  const isSafari = userAgent.includes('Version/') && !isOther;
  const isApp = namesApp(userAgent) || !userAgent.includes('Safari/') || !(hasWorker || isOther || isSafari);
  if (isApp || (isOther && iosVersion(agent) < 1604)) return 'leave-ios'; // since 16.4 other browsers can do it too
  return isOther ? 'ios-other' : 'ios';
}
