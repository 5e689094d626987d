// Makes SMART Health Links on the report, shows a new one once, and lists those that stand.

import { startCopying } from '../page/copying.js';
import { clone, fill, only, say } from '../page/dom.js';
import { drawing, modulesOf } from '../page/qr.js';
import { healthLinks, makeHealthLink, takeBack } from './health-links.js';

/**
 * @param {HTMLElement} root
 * @param {{locale: string, type: string, bundle: () => Promise<string>, label: () => string, share: (what: ShareData) =>
 *   Promise<void>}} means `bundle`: the file; `label`: of a link to it
 */
export function startHealthLinks(root, { locale, type, bundle, label, share }) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const button = (name) => root.querySelector(`[data-action="${name}"]`);
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const moment = (time) => moments.format(new Date(time));
  let shown = null;

  const make = async () => {
    const days = Number(root.querySelector('[name="days"]:checked').value);
    shown = await makeHealthLink(await bundle(), type, label(), days);
    part('code').replaceChildren(drawing(modulesOf(shown.link), part('code').dataset.name));
    part('link').textContent = shown.link;
    only(part('made'), 'label', 'copy');
    part('address').hidden = true;
    part('made').hidden = false;
    say(part('until'), { until: moment(shown.expires_at) });
    await list();
  };
  const list = async () => part('standing').replaceChildren(...(await healthLinks()).map(item));
  const item = ({ id, created_at: made, expires_at: until }) => {
    const one = fill(clone('health-link'), { made: moment(made), until: moment(until) });
    one.dataset.id = id;
    const back = one.querySelector('button');
    back.addEventListener('click', () =>
      press(back, async () => {
        await takeBack(id);
        if (id === shown?.id) hide();
        await list();
        button('make-link').focus(); // what was pressed is gone
      }),
    );
    return one;
  };
  const hide = () => {
    shown = null;
    part('made').hidden = true;
    part('code').replaceChildren();
    for (const name of ['link', 'until']) part(name).textContent = '';
  };
  const press = async (pressed, work) => {
    if (pressed.getAttribute('aria-disabled') === 'true') return;
    pressed.setAttribute('aria-disabled', 'true');
    only(root, 'problem', '');
    try {
      await work();
    } catch (error) {
      if (error.name !== 'SyncTrouble' && !(error instanceof TypeError)) throw error;
      const known = [...root.querySelectorAll('[data-problem]')].map((one) => one.dataset.problem);
      only(root, 'problem', known.includes(error.code) ? error.code : 'other');
    } finally {
      pressed.removeAttribute('aria-disabled');
    }
  };

  button('make-link').addEventListener('click', () => press(button('make-link'), make));
  startCopying(button('copy-link'), part('address'), () => shown.link);
  button('share-link').hidden = !navigator.share;
  button('share-link').addEventListener('click', () => share({ text: shown.link }));
  addEventListener('pagehide', hide);
  root.hidden = false;
  return press(root, list);
}
