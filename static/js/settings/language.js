// The language of the pages. base.html reads the choice before the first paint.

import { only } from '../page/dom.js';
import { fetchLanguage } from '../pwa/offline.js';

const NAME = 'language';

/**
 * Another language is taken once all its pages are on the phone. A newer build on the server has other pages than this
 * phone can take before its update; they are read from the server until then.
 * @param {HTMLElement} choice
 */
export function startLanguage(choice) {
  const own = choice.querySelector('[checked]');
  const say = (line) => only(choice.parentElement, 'line', line);
  choice.addEventListener('change', async ({ target }) => {
    say('coming');
    choice.disabled = true;
    const isHere =
      target === own ||
      (await fetchLanguage(target.value).catch(() => false)) ||
      (await answers(target.dataset.address));
    choice.disabled = false;
    say(isHere ? null : 'missing');
    if (!isHere) {
      own.checked = true;
      return own.focus();
    }
    try {
      localStorage.setItem(NAME, target.value);
    } catch {
      // Site data is switched off: the choice holds until the next visit.
    }
    if (target !== own) location.assign(target.dataset.address);
  });
}

/** Whether the server has that page. The worker does not answer HEAD. */
const answers = (address) =>
  fetch(address, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
