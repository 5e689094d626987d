// The guides that this page knows (templates/parts/guide-titles.html).

const entry = (slug) => document.querySelector(`[data-words="guides"] [data-guide="${CSS.escape(slug)}"]`);

/** A guide's title; an unknown guide is shown by its slug. @param {string} slug @returns {string} */
export const titleOf = (slug) => entry(slug)?.textContent ?? slug;

/**
 * Writes a guide's title into the `data-field` elements `name` below `root`, marked where it is not in the page's
 * language.
 * @param {ParentNode} root @param {string} name @param {string} slug
 */
export function fillTitle(root, name, slug) {
  const language = entry(slug)?.lang;
  for (const element of root.querySelectorAll(`[data-field="${name}"]`)) {
    element.textContent = titleOf(slug);
    if (language) element.lang = language;
    else element.removeAttribute('lang');
  }
}

/** Where a known guide and its practice are. @param {string} slug @returns {{guide: string, practice: string}} */
export const pathsOf = (slug) => ({ guide: entry(slug).dataset.path, practice: entry(slug).dataset.practice });

/** Whether each side has a set of its own. @param {string} slug @returns {boolean} false for an unknown guide */
export const isOneSided = (slug) => entry(slug)?.hasAttribute('data-a-side') ?? false;

/** @param {string} slug @returns {boolean} */
export const isKnown = (slug) => entry(slug) !== null;
