// The printed sheet: one page for each guide. Pictures, cues and rules for pain come from the guide's own page, which
// this device has anyway.

import { documentAt, pictureOf } from '../page/document.js';
import { clone, fill, only } from '../page/dom.js';
import { showEmergencyNumber } from '../page/emergency.js';
import { firstDayOfWeek, formats } from '../page/format.js';
import { fillTitle, pathsOf } from '../page/guides.js';
import { drawing } from '../page/qr.js';
import { dayNamed } from '../plan/view.js';
import { weeksOf } from './weeks.js';

const MOST_PICTURES = 6;
const LONG = 400; // characters of her words and his activities, which take room from the pictures
const MODULE_MM = 0.42; // of the code on paper: what a camera tells apart at arm's length
const CODE_MM = [32, 58]; // at least, at most

/** What a sheet takes from the guide's page: its place on the sheet, and where it is there. */
const PARTS = {
  setup: '.guide-setup .beside > :last-child > p:first-child',
  steps: '#steps .steps',
  cues: '.cues',
  pain: '.pain-rule',
  stop: '[data-stop]',
  signs: '.warning-signs',
};

export class Sheets {
  #place;
  #language;
  #write;
  #form;
  #view;
  #pages = new Map(); // the parts of each guide's page, once they were asked for

  /**
   * @param {HTMLElement} place where the pages are to stand @param {string} language BCP 47
   * @param {import('./form.js').PrescriptionForm} form @param {import('../plan/view.js').View} view for doses in words
   */
  constructor(place, language, form, view) {
    this.#place = place;
    this.#language = language;
    this.#write = formats(language);
    this.#form = form;
    this.#view = view;
  }

  /**
   * @param {?import('../plan/link.js').PlanInLink} plan null for no sheet
   * @param {?ReturnType<typeof import('../page/qr.js').modulesOf>} modules of the code
   */
  show(plan, modules) {
    this.#place.replaceChildren(...(plan?.items ?? []).map((item) => this.#sheet(plan, item, modules)));
  }

  /** Resolves once every picture is on the sheets. @returns {Promise<unknown>} */
  whole() {
    return Promise.all(this.#pages.values());
  }

  /** Reads the page of each guide, so that a sheet is whole as soon as it is chosen. @param {string[]} guides */
  async prepare(guides) {
    for (const guide of guides) await this.#parts(guide);
  }

  #sheet(plan, item, modules) {
    const sheet = clone('rx-sheet');
    const { given_by: by, words, review_on: review, activities } = plan;
    fillTitle(sheet, 'title', item.guide);
    fill(sheet, {
      by,
      words,
      date: this.#write.date(plan.starts_on),
      dose: this.#view.dose({ ...item, tempo: 100 }),
      days: this.#view.days(item.days),
      phases: this.#form.phases(item),
      review: review === null ? '' : this.#write.day(review, plan.starts_on),
      activities: activities.join(' · '),
      address: new URL(pathsOf(item.guide).guide, location.origin).href,
    });
    for (const [name, value] of Object.entries({
      by: by !== sheet.dataset.clinic && by,
      words,
      review,
      activities: activities.length,
      rest: item.rounds > 1,
    }))
      part(sheet, name).hidden = !value;
    sheet.toggleAttribute('data-long', words.length + activities.join().length > LONG);
    only(sheet, 'drawn', this.#form.sideOf(item.guide));
    if (modules) part(sheet, 'code').append(onPaper(modules));
    else sheet.querySelector('figure').remove();
    this.#drawWeeks(sheet.querySelector('table'), plan, item);
    this.#parts(item.guide).then((parts) => place(sheet, parts));
    return sheet;
  }

  #drawWeeks(table, { starts_on: from, review_on: until }, { days }) {
    const { weeks, rows } = weeksOf(days, from, until, firstDayOfWeek(this.#language));
    table.tHead.rows[0].append(...weeks.map((week) => cell('th', this.#write.shortDay(week))));
    for (const { day, boxes } of rows) {
      const row = table.tBodies[0].insertRow();
      row.append(cell('th', this.#write.longWeekday(dayNamed(day))));
      row.append(...boxes.map((isDue) => cell('td', '', isDue && 'rx-box')));
    }
  }

  /** Of a guide's page. @returns {Promise<Record<string, Element>>} what of it is there */
  #parts(guide) {
    if (!this.#pages.has(guide)) this.#pages.set(guide, documentAt(pathsOf(guide).guide).then(partsOf));
    return this.#pages.get(guide);
  }
}

function partsOf(page) {
  const found = Object.entries(PARTS).map(([name, selector]) => [name, page?.querySelector(selector)]);
  const parts = Object.fromEntries(found.filter(([, element]) => element));
  for (const step of parts.steps?.querySelectorAll('[data-amount]') ?? []) step.remove();
  for (const step of [...(parts.steps?.children ?? [])].slice(MOST_PICTURES)) step.remove();
  for (const svg of parts.steps?.querySelectorAll('svg') ?? []) svg.parentElement.replaceChildren(pictureOf(svg));
  for (const [at, number] of [...(parts.steps?.querySelectorAll('.step-number') ?? [])].entries())
    number.textContent = at + 1;
  return parts;
}

function onPaper(modules) {
  const svg = drawing(modules, '');
  const [least, most] = CODE_MM;
  svg.setAttribute('width', `${Math.min(most, Math.max(least, MODULE_MM * (modules.size + 8)))}mm`);
  return svg;
}

/** Puts copies of the parts on a sheet. */
function place(sheet, parts) {
  for (const [name, element] of Object.entries(parts)) part(sheet, name).append(document.importNode(element, true));
  showEmergencyNumber(sheet);
}

const part = (sheet, name) => sheet.querySelector(`[data-part="${name}"]`);

function cell(tag, text, name) {
  const made = Object.assign(document.createElement(tag), { textContent: text });
  if (name) made.className = name;
  return made;
}
