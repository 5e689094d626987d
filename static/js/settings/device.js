// What this device holds, and whether its browser promised to keep it.

import { byTestId, only } from '../page/dom.js';
import { locale } from '../page/format.js';
import { ignoreStorageError } from '../page/storage-errors.js';

const STEP = 1000;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
const language = locale(document.documentElement.lang, navigator.languages);

/** @param {HTMLElement} section @param {import('../records/store.js').Store} store */
export function startDevice(section, store) {
  const redraw = () => ignoreStorageError(() => showRecords(section, store));
  store.onChange(({ what }) => what === 'records' && redraw());
  redraw();
  showOffline(section);
  showKept(section).catch(() => {}); // a browser that can't say has nothing to show
}

async function showRecords(section, store) {
  const { length } = await store.sessions();
  section.querySelector('[data-field="sessions"]').textContent = new Intl.NumberFormat(language).format(length);
  await showRoom(section);
}

/** The line at the foot of the page knows; this one says it in full, or why it can't be. */
function showOffline(section) {
  const known = document.getElementById('offline-line');
  const draw = () => {
    const ready = byTestId('offline-ready') ? 'yes' : 'no';
    only(section, 'offline', ready === 'no' && known.textContent ? 'why' : ready);
    section.querySelector('[data-offline="why"]').textContent = known.textContent;
  };
  new MutationObserver(draw).observe(known, { childList: true });
  draw();
}

async function showKept(section) {
  if (!navigator.storage?.persisted) return;
  const show = (name) => {
    for (const line of section.querySelectorAll('[data-kept]')) line.hidden = line.dataset.kept !== name;
  };
  section.querySelector('[data-action="keep"]').addEventListener('click', async () => {
    show((await navigator.storage.persist().catch(() => false)) ? 'yes' : 'refused');
  });
  show((await navigator.storage.persisted()) ? 'yes' : 'no');
  section.querySelector('[data-storage]').hidden = false;
}

async function showRoom(section) {
  const { usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  if (!usage) return;
  section.querySelector('[data-field="used"]').textContent = amount(usage);
  section.querySelector('[data-used]').hidden = false;
}

function amount(bytes) {
  const power = Math.min(Math.floor(Math.log(bytes) / Math.log(STEP)), UNITS.length - 1);
  const format = { style: 'unit', unit: UNITS[power], unitDisplay: 'short', maximumFractionDigits: power > 1 ? 1 : 0 };
  return new Intl.NumberFormat(language, format).format(bytes / STEP ** power);
}
