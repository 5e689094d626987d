// Which page a person is led to before anything is painted, and what a browser is told that is too old.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const SOURCE = await readFile(new URL('../../static/js/early.js', import.meta.url), 'utf8');

const NEW = ['importmap', 'cqw', 'dvh'];

/**
 * Opens a page in a browser that `knows` these; null: it is too old to be asked.
 * @returns {{dataset: object, to: string|null, told: boolean}} `to`: where it leads; `told`: that it is too old
 */
function open(
  address,
  { lang = 'en', all = ['en', 'fr', 'pt-BR'], languages = ['en-GB'], kept = {}, dataset = {}, knows = NEW } = {},
) {
  const url = new URL(address, 'https://hinge.test');
  let to = null;
  const location = {
    ...named(url),
    replace: (target) => {
      to = target.replace(url.origin, '');
    },
  };
  const localStorage = { getItem: (name) => (kept === null ? refuse() : (kept[name] ?? null)) };
  const parts = [
    { dataset: { counts: 'no' }, hidden: true },
    { dataset: { counts: 'yes' }, hidden: false },
  ];
  const document = {
    documentElement: { lang, dataset },
    currentScript: { dataset: { languages: all.join(' ') } },
    addEventListener: (_, onReady) => onReady(),
    querySelectorAll: () => parts,
  };
  const HTMLScriptElement = knows ? { supports: (type) => knows.includes(type) } : {};
  const CSS = { supports: (_, length) => knows.includes(length.slice(1)) };
  runInNewContext(SOURCE, { document, localStorage, location, navigator: { languages }, HTMLScriptElement, CSS });
  const [notice, begin] = parts;
  assert.equal(begin.hidden, !notice.hidden);
  return { dataset, to, told: !notice.hidden };
}

const named = ({ origin, pathname, search, hash }) => ({ origin, pathname, search, hash });

function refuse() {
  throw new Error('SecurityError');
}

test('a browser that prefers another language is led to the same page in it', () => {
  assert.equal(open('/', { languages: ['fr-CA', 'en'] }).to, '/fr/');
  assert.equal(
    open('/guides/hip-hinge/?source=homescreen#steps', { languages: ['fr'] }).to,
    '/fr/guides/hip-hinge/?source=homescreen#steps',
  );
  assert.equal(open('/', { languages: ['pt-BR'] }).to, '/pt-BR/');
});

test('the first language that Hinge has is the one', () => {
  assert.equal(open('/', { languages: ['de-DE', 'fr', 'en'] }).to, '/fr/');
  assert.equal(open('/', { languages: ['de-DE', 'en', 'fr'] }).to, null);
  assert.equal(open('/', { languages: ['de-DE'] }).to, null);
  assert.equal(open('/', { languages: [] }).to, null);
});

test('an address with a language is respected', () => {
  assert.equal(open('/fr/history/', { lang: 'fr' }).to, null);
});

test('what was chosen goes before the browser and the address', () => {
  assert.equal(open('/', { languages: ['fr'], kept: { language: 'en' } }).to, null);
  assert.equal(
    open('/fr/history/?a=b', { lang: 'fr', languages: ['fr'], kept: { language: 'en' } }).to,
    '/history/?a=b',
  );
  assert.equal(open('/fr/', { lang: 'fr', kept: { language: 'pt-BR' } }).to, '/pt-BR/');
  assert.equal(open('/history/', { kept: { language: 'fr' } }).to, '/fr/history/');
});

test('a language that is no longer there counts as not chosen', () => {
  assert.equal(open('/', { kept: { language: 'de' } }).to, null);
  assert.equal(open('/', { kept: { language: 'de' }, languages: ['fr'] }).to, '/fr/');
});

test('a page for lack of another leads nowhere', () => {
  assert.equal(open('/nowhere/', { kept: { language: 'fr' }, dataset: { stay: '' } }).to, null);
  assert.equal(open('/?here', { kept: { language: 'fr' } }).to, null);
  assert.equal(open('/elsewhere/', { lang: 'fr', kept: { language: 'en' } }).to, null);
});

test('nobody is led to another site', () => {
  assert.equal(open('/fr//evil.test/', { lang: 'fr', kept: { language: 'en' } }).to, '//evil.test/');
});

test('whoever is led on never comes back', () => {
  for (const kept of [{}, { language: 'en' }, { language: 'fr' }, { language: 'pt-BR' }]) {
    for (const languages of [['en'], ['fr'], ['pt-BR', 'fr'], ['de']]) {
      for (const [address, lang] of [
        ['/a/', 'en'],
        ['/fr/a/', 'fr'],
        ['/pt-BR/a/', 'pt-BR'],
      ]) {
        const { to } = open(address, { lang, kept, languages });
        if (!to) continue;
        const arrived = to.startsWith('/fr/') ? 'fr' : to.startsWith('/pt-BR/') ? 'pt-BR' : 'en';
        assert.equal(open(to, { lang: arrived, kept, languages }).to, null, `${address} → ${to}`);
      }
    }
  }
});

test('a page that is left is not seen, and its look is set first', () => {
  assert.deepEqual(open('/', { languages: ['fr'], kept: { theme: 'dark', past: 'some' } }).dataset, {
    theme: 'dark',
    past: 'some',
    leaving: '',
  });
  assert.deepEqual(open('/').dataset, { theme: 'auto', past: 'none' });
});

test('a browser that keeps nothing is led by its languages', () => {
  const { dataset, to } = open('/', { languages: ['fr'], kept: null });
  assert.deepEqual(dataset, { theme: 'auto', past: 'none', leaving: '' });
  assert.equal(to, '/fr/');
});

test('a browser that lacks anything of what counting takes is told so, and no other', () => {
  assert.equal(open('/').told, false);
  assert.equal(open('/', { knows: null }).told, true);
  for (const lacking of NEW)
    assert.equal(open('/', { knows: NEW.filter((one) => one !== lacking) }).told, true, lacking);
});
