// Codes that join devices: as people type them, as links carry them, and how long they last.

const LIFE = 600_000; // ms; what the server promises

/**
 * The code in whatever was typed or pasted: with spaces, in small letters, or the whole link.
 * @param {string} text @returns {string}
 */
export function typedCode(text) {
  const [, linked] = /[#?&]pair=([^&\s]+)/.exec(text) ?? [];
  return (linked ? unescaped(linked) : text).replace(/[\s.–—-]/g, '').toUpperCase();
}

/**
 * The code in the fragment of a link; null when it has none.
 * @param {string} hash `location.hash` @returns {?string}
 */
export const linkedCode = (hash) => (/^#pair=./.test(hash) ? typedCode(hash) || null : null);

/**
 * How long a code still lasts, in ms. A phone's clock may be hours wrong; then the code's whole life counts.
 * @param {string} expiresAt RFC 3339 @param {number} now ms since 1970
 */
export function lasts(expiresAt, now) {
  const left = Date.parse(expiresAt) - now;
  return left > 0 && left <= LIFE ? left : LIFE;
}

/** `9:59`. @param {number} ms */
export function clock(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
