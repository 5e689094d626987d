// A button that copies a link.

import { only } from './dom.js';

/**
 * Where the browser does not let it copy, `field` shows the link, selected, for the person to do it.
 * @param {HTMLButtonElement} button with a `data-label` for `copy` and one for `copied` @param {HTMLInputElement} field
 * @param {() => string} link
 */
export function startCopying(button, field, link) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(link());
      only(button, 'label', 'copied');
    } catch {
      field.value = link();
      field.hidden = false;
      field.focus();
      field.select();
    }
  });
}
