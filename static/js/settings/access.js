// The account's passkeys and devices, asked for when their list is opened.

import { clone, fill, only } from '../page/dom.js';
import { locale } from '../page/format.js';
import { addPasskey, devices, passkeys, removePasskey, renamePasskey, signDeviceOut } from '../sync/access.js';
import { press } from './press.js';

const days = new Intl.DateTimeFormat(locale(document.documentElement.lang, navigator.languages), {
  dateStyle: 'medium',
  timeZone: 'UTC',
});
const day = (date) => days.format(new Date(date));

/**
 * @param {HTMLDetailsElement} part @param {HTMLDialogElement} dialog asks before one of them goes
 * @param {string} label what this device calls itself
 */
export function startAccess(part, dialog, label) {
  const problem = part.querySelector('[data-problem]');
  const add = part.querySelector('[data-action="add-passkey"]');
  const [all, item] = add ? [passkeys, passkeyItem] : [devices, deviceItem];
  const draw = async () => {
    const found = await all();
    const none = part.querySelector('[data-none]');
    if (none) none.hidden = found.length > 0;
    part.querySelector('ul').replaceChildren(...found.map((one) => item(one, act, confirm)));
  };
  const act = (button, work) => press(button, problem, () => work().then(draw));
  const confirm = (kind, name, work) => {
    const button = dialog.querySelector('[data-action="confirm"]');
    only(dialog, 'part', kind);
    fill(dialog, { label: name });
    dialog.querySelector('[data-problem]').textContent = '';
    button.onclick = () =>
      press(button, dialog.querySelector('[data-problem]'), async () => {
        await work();
        dialog.close();
        part.querySelector('summary').focus(); // what opened the dialog is gone
        await draw();
      });
    dialog.showModal();
  };
  const open = () => {
    if (!part.open) return;
    part.querySelector('ul').replaceChildren();
    press(part, problem, draw);
  };
  add?.addEventListener('click', () => act(add, () => addPasskey(label)));
  if (add) add.hidden = false; // a press before this script was here would have done nothing
  part.addEventListener('toggle', open);
  open();
}

function passkeyItem({ id, label, created_on: created, last_used_on: used, backed_up: kept }, act, confirm) {
  const item = fill(clone('passkey'), { label, created: day(created), used: used && day(used) });
  const form = item.querySelector('form');
  const field = form.elements.label;
  const [rename, remove] = item.querySelectorAll('[data-action]');
  item.querySelector('[data-used]').hidden = !used;
  item.querySelector('[data-alone]').hidden = kept;
  field.value = label;
  rename.addEventListener('click', () => {
    form.hidden = !form.hidden;
    rename.setAttribute('aria-expanded', String(!form.hidden));
    if (!form.hidden) field.select();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // a browser's own sentence may be in another language than the page
    if (field.value.trim() === '') return field.focus();
    act(form.querySelector('button'), () => renamePasskey(id, field.value.trim()));
  });
  remove.addEventListener('click', () => confirm('passkey', label, () => removePasskey(id)));
  return item;
}

function deviceItem({ id, label, created_on: created, last_seen_on: seen, here }, _act, confirm) {
  const item = fill(clone('device'), { created: day(created), seen: day(seen) });
  const name = label ?? item.querySelector('[data-field="label"]').textContent;
  const out = item.querySelector('[data-action]');
  item.querySelector('[data-here]').hidden = !here;
  out.hidden = here;
  out.addEventListener('click', () => confirm('device', name, () => signDeviceOut(id)));
  return fill(item, { label: name });
}
