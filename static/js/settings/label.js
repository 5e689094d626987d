// What this device calls itself in the list of devices.

const BROWSERS = [
  ['Edge', /Edg/],
  ['Samsung Internet', /SamsungBrowser/],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrom|CriOS/],
  ['Safari', /Safari/],
];

/**
 * The kind of device and the name of its browser: `Phone, Chrome`.
 * @param {Record<'phone'|'tablet'|'computer', string>} words
 * @param {{userAgent: string, maxTouchPoints?: number}} [agent]
 */
export function deviceLabel(words, { userAgent, maxTouchPoints = 0 } = navigator) {
  const [browser] = BROWSERS.find(([, pattern]) => pattern.test(userAgent)) ?? [];
  return [words[kind(userAgent, maxTouchPoints)], browser].filter(Boolean).join(', ');
}

/** An iPad calls itself a Macintosh, which has no touch screen. */
function kind(agent, touches) {
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(agent) || (/Macintosh/.test(agent) && touches > 1)) return 'tablet';
  return /Mobi/.test(agent) ? 'phone' : 'computer';
}
