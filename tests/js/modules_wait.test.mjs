// No module waits at its top level. WebKit (2.50) evaluates a module that waits again and again, for ever, once its
// page is left meanwhile: that page's process hangs, and so does every page that it would show next.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Script } from 'node:vm';

const SCRIPTS = new URL('../../static/js/', import.meta.url);

/** The module as a classic script, in which `await` stands in functions alone. */
const asScript = (module) =>
  module
    .replace(/^import ([^;'"]* from )?['"][^'"]*['"];/gm, '')
    .replace(/^export (\*|\{[^}]*\})( from '[^']*')?;/gm, '')
    .replace(/^export (default )?/gm, '')
    .replaceAll('import.meta', 'importMeta');

function waits(module) {
  const script = asScript(module);
  try {
    new Script(script);
    return false;
  } catch {
    new Script(`async () => {${script}\n}`); // throws for any other reason
    return true;
  }
}

test('no module waits at its top level', async () => {
  const names = (await readdir(SCRIPTS, { recursive: true })).filter(
    (name) => name.endsWith('.js') && !name.startsWith('bundled'),
  );
  assert.ok(names.length > 150);
  const waiting = [];
  for (const name of names) if (waits(await readFile(new URL(name, SCRIPTS), 'utf8'))) waiting.push(name);
  assert.deepEqual(waiting, []);
});

test('one that does is found', () => {
  assert.ok(waits("import { open } from './store.js';\n\nexport const store = await open();"));
  assert.ok(waits("import {\n  open,\n} from './store.js';\n\nif (open) await open();"));
  assert.ok(waits('for await (const one of many()) use(one);'));
  assert.ok(!waits("import './a.js';\nexport { b } from './b.js';\nexport const c = async () => await d();"));
});
