// Joins an account: by the link of another device, which asks first, by its code, or by a passkey.

import { byTestId } from '../page/dom.js';
import { join } from '../sync/account.js';
import { syncSoon } from '../sync/client.js';
import { linkedCode, typedCode } from './code.js';
import { press } from './press.js';

/**
 * @param {HTMLElement} root @param {string} label what this device calls itself
 * @param {Promise<void>} drawn when the section can be seen
 */
export function startJoining(root, label, drawn) {
  const byLink = root.querySelector('[data-join-link]');
  const byCode = root.querySelector('[data-join-code]');
  const { elements } = byCode.querySelector('form');
  const button = byLink.querySelector('[data-action="join"]');
  let linked = null;

  const ask = () => {
    if (location.hash === '#join') {
      history.replaceState(null, '', location.pathname); // a reload need not ask again
      byCode.open = true;
      drawn.then(() => elements.code.focus());
    }
    linked = linkedCode(location.hash) ?? linked;
    if (!linked) return;
    history.replaceState(null, '', location.pathname); // the code works once: it has no place in the history
    byLink.hidden = false;
    byLink.querySelector('h2').focus();
  };
  const joined = async () => {
    byLink.hidden = true;
    byCode.open = false;
    elements.code.value = '';
    const title = document.getElementById('sync-title');
    title.focus();
    await syncSoon('button');
  };

  button.addEventListener('click', () =>
    press(button, byLink.querySelector('[data-problem]'), () => join(linked, label).then(joined)),
  );
  byLink.querySelector('[data-action="dismiss"]').addEventListener('click', () => {
    linked = null;
    byLink.hidden = true;
  });
  byCode.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    // a browser would say so in its own language
    if (typedCode(elements.code.value) === '') return elements.code.focus();
    const submit = byCode.querySelector('[type="submit"]');
    press(submit, byCode.querySelector('[data-problem]'), () =>
      join(typedCode(elements.code.value), label).then(joined),
    );
  });
  const passkey = byTestId('passkey-sign-in', root);
  passkey.addEventListener('click', () =>
    press(passkey, root.querySelector('#sync > [data-problem]'), async () => {
      const { signIn } = await import('../sync/access.js');
      await signIn(label);
      await joined();
    }),
  );
  addEventListener('hashchange', ask); // the link was opened while this page stood open
  ask();
}
