// Erases the account, once the person has read what goes and what stays.

import { byTestId } from '../page/dom.js';
import { erase } from '../sync/account.js';
import { press } from './press.js';

/** @param {HTMLElement} root @param {HTMLDialogElement} dialog */
export function startErasing(root, dialog) {
  const confirm = dialog.querySelector('[data-action="confirm"]');
  const problem = dialog.querySelector('[data-problem]');
  root.querySelector('[data-action="erase"]').addEventListener('click', () => {
    problem.textContent = '';
    dialog.showModal();
  });
  confirm.addEventListener('click', () =>
    press(confirm, problem, async () => {
      await erase();
      dialog.close();
      byTestId('sync-on', root).focus();
    }),
  );
}
