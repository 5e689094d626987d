// A plan that came by link: shown at once, taken only when the person says so. Nothing of the link is kept before, and
// no server sees it.

import { onRenewal, today } from '../page/clock.js';
import { fill, only } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { isKnown, titleOf } from '../page/guides.js';
import { oneAtATime, PLANS } from '../page/one-at-a-time.js';
import { readPath } from '../page/path.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { whenOpen } from '../records/store.js';
import { syncSoon } from '../sync/client.js';
import { fromFragment, toFragment } from './link.js';
import { idOfLink } from './link-id.js';
import { goesOn } from './plans.js';
import { asTaken, beginsTooLate, takingOf } from './take.js';
import { View } from './view.js';

const root = document.querySelector('[data-plan]');
const area = document.querySelector('[data-receive]');
const card = area.querySelector('[data-received="plan"]');
const button = card.querySelector('[data-take]');
const language = locale(document.documentElement.lang, navigator.languages);
const write = formats(language);
const view = new View(root, language, readPath());

let link = null; // the plan in the address
let agreed = null; // the id of the plan that the person agreed to end
let store = null;

addEventListener('hashchange', () => {
  read();
  if (link) card.querySelector('h1').focus();
});
onRenewal(() => link && describe());
button.addEventListener('click', take);
read();
whenOpen().then((opened) => {
  store = opened;
  store.onChange(({ what }) => what === 'records' && link && check());
  button.disabled = false;
  if (link) check();
});

/** Shows what the address holds. A place of the page is no plan. */
function read() {
  const { hash } = location;
  if (document.getElementById(hash.slice(1))) return;
  link = null;
  agreed = null;
  if (hash.length > 1) open(hash);
  else show('');
}

function open(hash) {
  try {
    link = fromFragment(hash);
  } catch (error) {
    if (error.name !== 'LinkError') throw error;
    return show(error.reason);
  }
  if (beginsTooLate(link, today())) return refuseLate();
  describe();
  show('plan');
  return store && check();
}

function refuseLate() {
  fill(area, { late: write.date(link.starts_on) });
  link = null;
  show('late');
}

/** @param {string} state of the elements with data-received; empty for none */
function show(state) {
  root.hidden = state === 'plan';
  only(area, 'received', state);
}

function describe() {
  const plan = asTaken(link, today());
  view.describe(card, plan);
  fill(card, { starts: write.day(plan.starts_on, today()), review: write.day(plan.review_on ?? '', today()) });
  part('nobody').hidden = plan.given_by !== '';
  part('review').hidden = plan.review_on === null;
  part('unknown').hidden = plan.items.every(({ guide }) => isKnown(guide));
}

/** Whether it was taken before, in another tab or on another device. */
function check() {
  return ignoreStorageError(async () => {
    const { plan, isTaken, replaces } = await find();
    if (plan !== link) return; // another link came meanwhile
    if (isTaken) close('before');
    else if (agreed && replaces?.id !== agreed) ask(null);
  });
}

/** What taking it would mean now. */
async function find() {
  const plan = link;
  const day = today();
  const fragment = toFragment(plan);
  const plans = await store.plans();
  let id = '';
  let known;
  for (let times = 0; times === 0 || (known && !goesOn(known.record.data, day)); times += 1) {
    id = idOfLink(fragment, times);
    known = plans.find((one) => one.id === id);
  }
  return { plan, id, isTaken: Boolean(known), ...takingOf(asTaken(plan, day), plans) };
}

async function take() {
  if (button.disabled) return;
  button.disabled = true;
  const isKept = await ignoreStorageError(() => oneAtATime(PLANS, takeIt));
  part('storage').hidden = Boolean(isKept);
  button.disabled = false;
}

/** @returns {Promise<true>} */
async function takeIt() {
  const { plan, id, isTaken, replaces, change } = await find();
  if (plan !== link) return true;
  if (isTaken) leave('before');
  else if (replaces && replaces.id !== agreed) ask(replaces);
  else {
    await store.replan(change.ends, change.begins, id);
    syncSoon('change');
    leave('done');
  }
  return true;
}

/** @param {?import('./plans.js').Entry} entry the plan that would end; null where there is none to ask about */
function ask(entry) {
  agreed = entry?.id ?? null;
  only(button, 'label', entry ? 'replace' : 'take');
  part('replaces').hidden = !entry;
  if (!entry) return;
  fill(card, { current: entry.record.data.items.map(({ guide }) => titleOf(guide)).join(', ') });
  part('replaces').focus();
}

/** The link has done its work: nobody who looks at the address later reads it. */
function close(state) {
  link = null;
  ask(null);
  history.replaceState(history.state, '', location.pathname + location.search);
  show(state);
}

function leave(state) {
  close(state);
  root.querySelector('h1').focus();
}

function part(name) {
  return card.querySelector(`[data-part="${name}"]`);
}
