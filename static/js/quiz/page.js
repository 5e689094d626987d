// The page "Right or wrong?": ten computed pictures of one guide, which the fragment of the address names.

import { layers } from '../figure/drawing.js';
import { marks } from '../figure/marks.js';
import { skeleton } from '../figure/skeleton.js';
import { figure, showMarks } from '../figure/svg.js';
import { now } from '../page/clock.js';
import { only, say, sentence } from '../page/dom.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { deviceStore, openStore } from '../records/store.js';
import { facts } from './describe.js';
import { keepResult, readResults } from './results.js';
import { PICTURES, poseOf, round } from './round.js';

const page = document.querySelector('[data-quiz]');
const sheet = JSON.parse(document.getElementById('sheet').textContent);
const part = (name) => page.querySelector(`[data-${name}]`);
const screen = (name) => page.querySelector(`[data-screen="${name}"]`);

let slug = ''; // of the guide that is asked
let asked = []; // the pictures of this round
let answers = []; // whether each answer so far was right
let shown = null; // the picture on the screen: its skeleton, its setting, its element

const guide = () => sheet.guides[slug];
const words = () => page.querySelector(`[data-words="${CSS.escape(slug)}"]`);
const wordsOf = (number) => words().querySelector(`[data-mistake="${number}"]`);
const current = () => asked[answers.length];
const isAnswered = () => shown?.isAnswered;

function open() {
  slug = location.hash.slice(1);
  shown = null;
  if (!Object.hasOwn(sheet.guides, slug)) return show('choose');
  part('guide').textContent = words().dataset.title;
  part('guide').lang = words().lang;
  begin();
}

function begin() {
  asked = round(guide());
  answers = [];
  show('ask');
  ask();
}

function ask() {
  const { person, mirrored } = current();
  const { setting, numbers } = poseOf(guide(), current());
  const body = sheet.bodies[person];
  const s = skeleton(body, setting, numbers);
  const { frame } = guide().people[person];
  const svg = figure({ person, frame, mirrored, layers: layers(body, setting, s) });
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', 'quiz-seen');
  shown = { body, setting, s, svg, isAnswered: false };
  part('picture').replaceChildren(svg);
  part('seen').textContent = facts(setting, numbers, s).map(told).join(' ');
  say(part('count'), { picture: answers.length + 1, pictures: PICTURES });
  part('answer').replaceChildren();
  only(page, 'bar', 'ask');
  scrollTo(0, 0);
  part('count').focus({ preventScroll: true });
}

/** A fact as a sentence of the page. @param {import('./describe.js').Fact} fact */
function told({ say: name, n, part: touching }) {
  const values = touching ? { part: page.querySelector(`[data-part="${touching}"]`).textContent } : { n };
  return sentence(page.querySelector(`[data-fact="${name}"]`), values);
}

/** @param {boolean} saysWrong */
function answer(saysWrong) {
  if (!shown || isAnswered()) return;
  shown.isAnswered = true;
  const { number, isWrong } = current();
  const isRight = saysWrong === isWrong;
  const { body, setting, s, svg } = shown;
  showMarks(svg, marks(body, setting, s, guide().marks[number]), isWrong);
  const verdict = document.importNode(screen('ask').querySelector('template').content, true);
  only(verdict, 'verdict', isRight ? 'yes' : 'no');
  only(verdict, 'is', isWrong ? 'wrong' : 'right');
  const about = verdict.querySelector(`[data-is="${isWrong ? 'wrong' : 'right'}"] span`);
  about.lang = words().lang;
  const { title, wrong, right } = wordsOf(number).dataset;
  about.textContent = isWrong ? [title, wrong].join('. ') : right;
  part('answer').replaceChildren(verdict);
  only(page, 'bar', 'next');
  page.querySelector('[data-action="next"]').focus({ preventScroll: true });
  shown.wasRight = isRight;
}

function next() {
  answers.push(shown.wasRight);
  if (answers.length < PICTURES) ask();
  else finish();
}

function finish() {
  const right = answers.filter(Boolean).length;
  const failed = asked.filter((_, i) => !answers[i]);
  const missed = [...new Set(failed.filter(({ isWrong }) => isWrong).map(({ number }) => number))].sort();
  shown = null;
  say(part('score'), { right, pictures: PICTURES });
  part('missed').hidden = missed.length === 0;
  part('all').hidden = right < PICTURES;
  part('false').hidden = failed.every(({ isWrong }) => isWrong);
  part('missed')
    .querySelector('ul')
    .replaceChildren(...missed.map(link));
  for (const [name, path] of [
    ['guide', words().dataset.path],
    ['practise', words().dataset.practice],
  ]) {
    screen('result').querySelector(`[data-to="${name}"]`).href = path;
  }
  show('result');
  screen('result').querySelector('h1').focus({ preventScroll: true });
  ignoreStorageError(async () => keepResult(deviceStore(), slug, { at: now(), right, missed }));
}

/** @param {number} number @returns {HTMLLIElement} the way to the mistake in its guide */
function link(number) {
  const item = document.createElement('li');
  const way = document.createElement('a');
  way.href = `${words().dataset.path}#mistake-${number + 1}`;
  way.lang = words().lang;
  way.textContent = wordsOf(number).dataset.title;
  item.append(way);
  return item;
}

function show(name) {
  only(page, 'screen', name);
  scrollTo(0, 0);
  if (name === 'choose') ignoreStorageError(showLast);
}

async function showLast() {
  for (const [guide, { right }] of Object.entries(await readResults(await openStore()))) {
    const last = screen('choose').querySelector(`[data-last="${CSS.escape(guide)}"]`);
    if (!last) continue;
    say(last, { right, pictures: PICTURES });
    last.hidden = false;
  }
}

/**
 * R and W answer (in the page's language); the arrows choose, and Enter presses what is chosen.
 * @param {KeyboardEvent} event
 */
function press(event) {
  if (!shown || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const answersShown = [...page.querySelectorAll('[data-bar="ask"] button')];
  const step = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
  if (!isAnswered() && step !== undefined) {
    event.preventDefault();
    answersShown[step].focus();
  }
  answersShown.find((button) => button.dataset.key === event.key.toLowerCase())?.click();
}

const actions = { right: () => answer(false), wrong: () => answer(true), next, again: begin };
page.addEventListener('click', ({ target }) => actions[target.closest('[data-action]')?.dataset.action]?.());
document.addEventListener('keydown', press);
addEventListener('hashchange', open);
open();
