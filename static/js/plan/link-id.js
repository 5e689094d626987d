// The id of the plan that a link holds: the same on every device, so that a link that is taken twice makes one plan.
// Pure.

const BASES = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]; // that of FNV, and three others
const PRIME = 0x01000193; // http://www.isthe.com/chongo/tech/comp/fnv/

/**
 * A UUID of version 8 (RFC 9562). It tells links apart; it protects nothing.
 * @param {string} fragment as toFragment() writes it @param {number} times how often its plan was taken, and ended
 * @returns {string} lower case
 */
export function idOfLink(fragment, times) {
  const text = `${times} ${fragment}`;
  const hex = BASES.map((base) => fnv1a(text, base).toString(16).padStart(8, '0')).join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5');
}

function fnv1a(text, base) {
  let hash = base;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}
