// The page of the plan: the first suggestion, the plan in force, and the form that makes or changes one.

import { now, onRenewal, today } from '../page/clock.js';
import { ignoreFetchError, only } from '../page/dom.js';
import { locale } from '../page/format.js';
import { oneAtATime, PLANS } from '../page/one-at-a-time.js';
import { readPath } from '../page/path.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { whenOpen } from '../records/store.js';
import { splitAhead } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { canTakeBack, changeOf, endOf, takingBack } from './change.js';
import { coming, inForce } from './plans.js';
import { suggestion } from './suggest.js';
import { View } from './view.js';

const DRAFT = 'plan-draft'; // the setting in which form.js keeps what is typed
const root = document.querySelector('[data-plan]');
const language = locale(document.documentElement.lang, navigator.languages);
const path = readPath();
const view = new View(root, language, path);
const undoLine = root.querySelector('[data-undo]');

let form = null; // once it was opened
let undo = null; // of the last end: {ends, before}, with all plans as they were
let isBusy = false;
let store = null;

const ACTIONS = {
  suggest: () => act(takeSuggestion),
  edit: () => ignoreStorageError(openForm),
  calendar: () => act(saveCalendar),
  end: () => act(async ({ plans, day, current }) => current && end(current, plans, day)),
  drop: () => act(async ({ plans, day, later }) => later && end(later, plans, day)),
  undo: () => act(bringBack),
  dismiss: () => leaveUndo(),
};

whenOpen(() => {
  view.suggest(suggestion(path, [], [], today()));
  display('none');
}).then(start);

async function start(opened) {
  store = opened;
  root.addEventListener('click', ({ target }) => ACTIONS[target.closest('[data-action]')?.dataset.action]?.());
  for (const button of root.querySelectorAll('[data-when="none"] button')) button.disabled = false;
  store.onChange(({ what }) => what === 'records' && show());
  onRenewal(show);
  await show();
  await ignoreStorageError(async () => {
    if (await store.setting(DRAFT)) await openForm();
  });
}

/** What the phone knows at this moment. `current`: the plan in force, or else the one that comes. */
async function read() {
  const [plans, entries] = await Promise.all([store.plans(), store.sessions()]);
  const day = today();
  const next = coming(plans, day);
  const current = inForce(plans, day) ?? next;
  const sessions = splitAhead(entries, now()).past.map(({ record }) => record.data);
  return { plans, sessions, day, current, later: next === current ? null : next };
}

function show() {
  return ignoreStorageError(async () => {
    const state = await read();
    const { plans, sessions, day, current, later } = state;
    if (undo && !canTakeBack(undo.before, plans, day)) {
      if (undoLine.contains(document.activeElement)) leaveUndo();
      else hideUndo();
    }
    if (current) view.show(current, plans, sessions, day);
    else view.suggest(suggestion(path, sessions, plans, day));
    view.list('coming', later ? [later] : []);
    const others = plans.filter((one) => one !== current && one !== later);
    view.list(
      'earlier',
      others.filter(({ record: { data } }) => data.ended_on !== data.starts_on),
    );
    display(form?.isOpen ? 'form' : current ? 'some' : 'none');
    form?.compare(current);
    if (plans.length > 0) ignoreStorageError(askScores); // the form does not wait for it
  });
}

/** How the activities of the plan go, where they are to be scored. */
async function askScores() {
  const scoring = await import('./scoring.js').catch(ignoreFetchError);
  await scoring?.showScoring(store);
}

/** @param {'none'|'some'|'form'} state */
function display(state) {
  root.dataset.plan = state;
  only(root, 'when', state);
}

/** Does one thing at a time: a second press comes before the first is on disk. */
async function act(work) {
  if (isBusy) return;
  isBusy = true;
  try {
    await ignoreStorageError(() => oneAtATime(PLANS, async () => work(await read())));
  } finally {
    isBusy = false;
  }
}

async function takeSuggestion({ plans, sessions, day, current }) {
  if (current) return; // another tab was quicker
  const { ends, begins } = changeOf(null, suggestion(path, sessions, plans, day), plans, day);
  await store.replan(ends, begins);
  await afterChange();
}

async function end(entry, plans, day) {
  const { ends } = endOf(entry, plans, day);
  await store.replan(ends, null);
  syncSoon('change');
  undo = { ends: takingBack(ends, plans), before: plans };
  undoLine.hidden = false;
  undoLine.querySelector('button').focus();
}

async function bringBack({ plans, day }) {
  if (undo && canTakeBack(undo.before, plans, day)) await store.replan(undo.ends, null);
  await afterChange();
}

async function saveCalendar({ plans, day, current }) {
  const module = await import('./save.js').catch(ignoreFetchError);
  if (!module) return;
  const isSaved = await module.saveCalendar(store, current, plans, day, (item) => view.dose(item), root);
  root.querySelector('[data-part="no-days"]').hidden = isSaved;
}

/** Opens the form with what was typed before and not saved, or else with the plan. */
async function openForm() {
  const module = await import('./form.js').catch(ignoreFetchError);
  if (!module) return;
  form ??= new module.PlanForm(root, store, { path, language, read, done: afterChange });
  const [{ plans, sessions, day, current }, kept] = await Promise.all([read(), store.setting(DRAFT)]);
  if (form.isOpen) return;
  form.open(current, current?.record.data ?? suggestion(path, sessions, plans, day), kept);
  await show();
  form.focus();
}

async function afterChange() {
  syncSoon('change');
  leaveUndo();
  await show();
}

function leaveUndo() {
  hideUndo();
  root.querySelector('h1').focus();
}

function hideUndo() {
  undoLine.hidden = true;
  undo = null;
}
