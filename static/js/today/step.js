// Shows the next step, which a person takes or not. Fetched where there is one.

import { today } from '../page/clock.js';
import { only, say } from '../page/dom.js';
import { fillTitle } from '../page/guides.js';
import { oneAtATime, PLANS } from '../page/one-at-a-time.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { changeOf } from '../plan/change.js';
import { inForce } from '../plan/plans.js';
import { syncSoon } from '../sync/client.js';
import { movedOn, onFewerDays, STAYED, stay } from './progression.js';

/**
 * @param {HTMLElement} root templates/today/step.html @param {HTMLAnchorElement} start leads to the practice
 * @param {import('../records/store.js').Store} store @param {import('./progression.js').Step} step
 * @param {import('../records/entry.js').Entry[]} plans
 * @param {() => Promise<void>} show draws the page anew
 */
export function showStep(root, start, store, step, plans, show) {
  root.hidden = false;
  const day = today();
  const entry = inForce(plans, day);
  const plan = entry?.record.data;
  only(root, 'kind', step.kind);
  fillTitle(root, 'mastered', step.from.guide);
  const given = root.querySelector('[data-given]');
  given.hidden = !plan?.given_by;
  say(given, { name: plan?.given_by ?? '' });
  for (const part of root.querySelectorAll('[data-plan-only], [data-action="fewer"]')) part.hidden = !plan;
  root.onclick = ({ target }) => {
    const act = actions[target.closest('[data-action]')?.dataset.action];
    return act && ignoreStorageError(act);
  };
  const actions = {
    async stay() {
      await store.set(STAYED, stay(step, day));
      return show();
    },
    fewer: () => replan(onFewerDays(plan, day)),
  };
  if (step.kind !== 'next' || !plan) return;
  start.onclick = (event) => {
    event.preventDefault();
    return ignoreStorageError(async () => {
      await replan(movedOn(plan, step.from, step.to, day));
      location.assign(start.href);
    });
  };

  async function replan(data) {
    await oneAtATime(PLANS, async () => {
      const now = await store.plans();
      if (inForce(now, day)?.record.id !== entry.record.id) return; // another tab was quicker
      const { ends, begins } = changeOf(entry, data, now, day);
      await store.replan(ends, begins);
    });
    syncSoon('change');
  }
}
