// Fills and shows elements. All sentences are in the page's templates; scripts only place them.

/** The element with this `data-testid`, or null. @param {string} id @param {ParentNode} [root] */
export const byTestId = (id, root = document) => root.querySelector(`[data-testid="${id}"]`);

/**
 * A fresh copy of what stands in `<template id="…">`.
 * @param {string} id @returns {HTMLElement} its first element
 */
export function clone(id) {
  return document.importNode(document.getElementById(id).content, true).firstElementChild;
}

const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** A text without the characters that turn around what stands beside it, such as a dose beside a name. */
const unturned = (value) => (typeof value === 'string' ? value.replace(TURNS, '') : value);

/**
 * Writes values into the `data-field` elements below `root`, as text.
 * @param {Element} root @param {Record<string, string|number>} values @returns {Element} root
 */
export function fill(root, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const element of root.querySelectorAll(`[data-field="${name}"]`)) element.textContent = unturned(value);
  }
  return root;
}

/**
 * The sentence of `element`'s `data-text` with `{name}`s filled in. Where `values.n` is given, a form for its
 * plural category (`data-text-one`, `data-text-few` …) goes before `data-text`. Numbers are written as in the page's
 * language. A text stays one line.
 * @param {HTMLElement} element @param {Record<string, string|number>} values @returns {string}
 */
export function sentence(element, values) {
  const form = 'n' in values && new Intl.PluralRules(document.documentElement.lang).select(Number(values.n));
  const pattern = (form ? element.getAttribute(`data-text-${form}`) : null) ?? element.dataset.text;
  return pattern.replace(/\{(\w+)\}/g, (_, name) => written(values[name] ?? ''));
}

let numbers = null;

function written(value) {
  if (typeof value !== 'number') return unturned(String(value)).replace(BREAKS, ' ');
  numbers ??= new Intl.NumberFormat(document.documentElement.lang);
  return numbers.format(value);
}

/**
 * Writes `sentence(element, values)` into the element.
 * @param {HTMLElement} element @param {Record<string, string|number>} values
 */
export function say(element, values) {
  element.textContent = sentence(element, values);
}

/**
 * Of the elements below `root` that have `data-<name>`, shows those with this value and hides the others.
 * @param {ParentNode} root @param {string} name @param {string} value
 */
export function only(root, name, value) {
  for (const one of root.querySelectorAll(`[data-${name}]`)) one.hidden = one.dataset[name] !== value;
}

/** Whether the element takes room on the screen. @param {Element} element (`checkVisibility` is unknown to iOS 16) */
export const isShown = (element) => element.getClientRects().length > 0;

/**
 * For the import() of a module that the page can do without: ignores that it could not be fetched.
 * @param {Error} error @returns {undefined} what `?.` stops at, too @throws any other error
 */
export function ignoreFetchError(error) {
  if (!(error instanceof TypeError)) throw error;
}
