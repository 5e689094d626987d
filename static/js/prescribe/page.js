// A prescription: the form, and at once the link, the code and the sheet that hand it over. Nothing of it leaves this
// device but by them.

import { onRenewal, today } from '../page/clock.js';
import { startCopying } from '../page/copying.js';
import { byTestId, only } from '../page/dom.js';
import { locale } from '../page/format.js';
import { readPath } from '../page/path.js';
import { drawing, modulesOf } from '../page/qr.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { View } from '../plan/view.js';
import { whenOpen } from '../records/store.js';
import { PrescriptionForm } from './form.js';
import { LastPrescriptions } from './last.js';
import { readPrescription } from './prescription.js';
import { Sheets } from './sheet.js';

const DRAFT = 'prescription-draft'; // a setting of this device
const DENSE = 20; // the version of a code beyond which an old camera has to be held close

const root = document.querySelector('[data-prescribe]');
const result = root.querySelector('.rx-result');
const link = byTestId('prescription-link', result);
const code = byTestId('prescription-qr', result);
const language = locale(document.documentElement.lang, navigator.languages);
const path = readPath();
const view = new View(root, language, path);
const form = new PrescriptionForm(byTestId('prescribe', root), language, path, changed);
const sheets = new Sheets(document.querySelector('[data-sheets]'), language, form, view);

let isTouched = false;
let store = null;
let last = null;

show();
onRenewal(show);
startCopying(hand('copy'), result.querySelector('[data-address]'), () => link.href);
hand('copy').addEventListener('click', keepForNext);
hand('share').hidden = !navigator.share;
hand('share').addEventListener('click', share);
hand('print').addEventListener('click', print);
addEventListener('keydown', printByKeys);
addEventListener('afterprint', () => keepForNext());
root.querySelector('[data-form="clear"]').addEventListener('click', clear);
if (navigator.serviceWorker?.controller) sheets.prepare(form.guides()); // this device has their pages
whenOpen().then(bringKept);

/** What this device has kept: the last prescriptions, and the one that was being written. */
async function bringKept(opened) {
  store = opened;
  last = new LastPrescriptions(root.querySelector('[data-kept]'), store, (item) => view.dose(item), use);
  await last.show();
  await ignoreStorageError(async () => {
    const draft = await store.setting(DRAFT);
    if (draft && !isTouched) form.draw(draft);
  });
  show();
}

function changed() {
  isTouched = true;
  show();
  keepDraft();
}

/** The link, the code and the sheet of what stands in the form now. */
function show() {
  const { plan, fragment, problems } = readPrescription(form.read(), today());
  const isEmpty = problems.some(({ field }) => field === 'guide') && problems.length === 1;
  form.show(isEmpty ? [] : problems);
  only(result, 'result', fragment ? 'ready' : isEmpty ? 'none' : 'wrong');
  if (!fragment) {
    link.removeAttribute('href');
    code.replaceChildren();
    sheets.show(null, null);
    return;
  }
  link.href = new URL(`${root.dataset.planPage}#${fragment}`, location.origin).href;
  only(hand('copy'), 'label', 'copy');
  result.querySelector('[data-address]').hidden = true;
  const modules = modulesOf(link.href);
  only(result, 'code', modules === null ? 'long' : modules.version > DENSE ? 'dense' : '');
  code.replaceChildren(...(modules ? [drawing(modules, code.dataset.name)] : []));
  sheets.show(plan, modules);
}

function keepDraft() {
  return ignoreStorageError(async () => store?.set(DRAFT, form.read()));
}

/** What was handed over is there for the next patient. */
async function keepForNext() {
  if (link.href) await last?.add(form.read());
}

async function share() {
  try {
    await navigator.share({ url: link.href });
    await keepForNext();
  } catch (error) {
    if (error.name !== 'AbortError') throw error; // the person thought again
  }
}

async function print() {
  await sheets.whole();
  window.print();
}

/** The browser's own keys print at once, perhaps before the pictures are on the sheets. */
function printByKeys(event) {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (key.toLowerCase() !== 'p' || ctrlKey === metaKey || shiftKey || altKey || !link.href) return;
  event.preventDefault();
  print();
}

async function clear() {
  await keepForNext();
  form.clear();
  changed();
  root.querySelector('[name="guide"]').focus();
}

function use(draft) {
  form.draw(draft);
  changed();
  root.querySelector('[name="guide"]:checked')?.focus();
}

function hand(name) {
  return result.querySelector(`[data-hand="${name}"]`);
}
