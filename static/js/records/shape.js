// What a value may look like, declared as rules. A rule takes a value and where it stands, such as `data.sets[0].reps`;
// it gives what is wrong there, or null.

/**
 * `field`: where it is wrong; empty for the whole value. `code`: see docs/sync.md.
 * @typedef {{code: string, field: string}} Problem
 * @typedef {(value: unknown, field: string) => ?Problem} Rule
 */

const PLAIN_NAME = /^[\w-]{1,40}$/;

/** @param {unknown} value */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {(value: any) => boolean} isFine @returns {Rule} */
export const where = (isFine) => (value, field) => (isFine(value) ? null : { code: 'invalid', field });

/** A whole number. @param {number} most @param {number} [least] @returns {Rule} */
export const whole = (most, least = 0) => where((value) => Number.isInteger(value) && value >= least && value <= most);

/** A text of so many characters. @param {number} least @param {number} most @returns {Rule} */
export const chars = (least, most) =>
  where((value) => {
    if (typeof value !== 'string') return false;
    const { length } = Array.from(value);
    return length >= least && length <= most;
  });

/** @param {RegExp} pattern @returns {Rule} */
export const text = (pattern) => where((value) => typeof value === 'string' && pattern.test(value));

/** @param {...unknown} values @returns {Rule} */
export const oneOf = (...values) => where((value) => values.includes(value));

/** @param {Rule} rule @returns {Rule} */
export const orNull = (rule) => (value, field) => (value === null ? null : rule(value, field));

/** @param {number} least @param {number} most @param {Rule} rule of each @returns {Rule} */
export const list = (least, most, rule) => (value, field) => {
  if (!Array.isArray(value) || value.length < least || value.length > most) return { code: 'invalid', field };
  return first(value.entries(), ([at, one]) => rule(one, `${field}[${at}]`));
};

/**
 * An object with these fields and no other. What is wrong is looked for in the order of its own fields.
 * @param {Record<string, Rule>} rules @param {Record<string, Rule>} [optional] of fields that may be left out
 * @returns {Rule}
 */
export const object = (rules, optional = {}) => {
  const all = { ...rules, ...optional };
  return (value, field) => {
    if (!isObject(value)) return { code: 'invalid', field };
    const place = (name) => (field ? `${field}.${name}` : name);
    const wrong = first(Object.entries(value), ([name, one]) =>
      Object.hasOwn(all, name)
        ? all[name](one, place(name))
        : { code: 'unknown', field: place(PLAIN_NAME.test(name) ? name : '?') },
    );
    const missing = Object.keys(rules).find((name) => !Object.hasOwn(value, name));
    return wrong ?? (missing ? { code: 'missing', field: place(missing) } : null);
  };
};

/** The first problem that `look` finds. */
function first(values, look) {
  for (const value of values) {
    const problem = look(value);
    if (problem) return problem;
  }
  return null;
}
