// No module has a top-level await: docs/client.md says what it does to a page of WebKit that is left.

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

function hasTopLevelAwait(module) {
  const script = asScript(module);
  try {
    new Script(script);
    return false;
  } catch {
    new Script(`async () => {${script}\n}`); // throws for any other reason
    return true;
  }
}

test('no module has a top-level await', async () => {
  const names = (await readdir(SCRIPTS, { recursive: true })).filter(
    (name) => name.endsWith('.js') && !name.startsWith('bundled'),
  );
  assert.ok(names.length > 150);
  const found = [];
  for (const name of names) if (hasTopLevelAwait(await readFile(new URL(name, SCRIPTS), 'utf8'))) found.push(name);
  assert.deepEqual(found, []);
});

test('one that does is found', () => {
  assert.ok(hasTopLevelAwait("import { open } from './store.js';\n\nexport const store = await open();"));
  assert.ok(hasTopLevelAwait("import {\n  open,\n} from './store.js';\n\nif (open) await open();"));
  assert.ok(hasTopLevelAwait('for await (const one of many()) use(one);'));
  assert.ok(
    !hasTopLevelAwait("import './a.js';\nexport { b } from './b.js';\nexport const c = async () => await d();"),
  );
});
