// Joins the modules of static/js/ into static/js/bundled/: one file for what every page needs, one for each page, and
// what pages fetch later. `make bundles` runs it; hinge_pwa/pwa/bundles.py reads what it makes, and says what for.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SCRIPTS = join(ROOT, 'static/js');
const OUT = process.argv[2] ?? join(SCRIPTS, 'bundled');

// What is imported by its own path from outside: by tests, and by whoever builds on a counter or on the link of a plan.
const DOORS = [
  'counters/motion.js',
  'counters/tilt.js',
  'page/reasons.js',
  'plan/link.js',
  'practice/machine.js',
  'pwa/offline.js', // the camera's modules import it too, and a page makes its Trusted Types policy once
  'records/check.js',
  'records/store.js',
  'sound/score.js',
  'sound/tones.js',
  'sync/client.js',
];
// Entries that are not called page.js.
const MORE_ENTRIES = ['guides/movement.js', 'page/paper.js', 'plan/receive.js'];
const LIBRARIES = ['counters', 'page', 'plan', 'records', 'sound', 'sync']; // folders that several pages share
// Modules of records/ that a page needs without the rest of that folder, and their file: a practice checks what it
// keeps, and sync takes in what others changed.
const EXCEPTIONS = new Map([
  ...['check', 'kinds', 'moment', 'session', 'shape'].map((name) => [`records/${name}.js`, 'records-rules']),
  ...['lost-notes', 'mend', 'offering', 'pull'].map((name) => [`records/${name}.js`, 'sync-parts']),
]);
// Served as they are, with all that they import: they start a worker, and only phones with the camera's pack keep them.
const APART = ['practice/seen-person.js', 'depth/seen-bows.js'];
const MOST = 6; // what so many pages need at once comes with what all need
const OLDEST = ['chrome108', 'firefox110', 'safari16.4']; // hinge_pwa/pages/browsers.py

const nameOf = (path) => relative(SCRIPTS, path).split(sep).join('/');
const pathOf = (name) => join(SCRIPTS, name);
const flat = (name) => name.replace(/(\/page)?\.js$/, '').replaceAll('/', '-');

const modules = (await readdir(SCRIPTS, { recursive: true }))
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.js') && !name.startsWith('bundled/') && name !== 'early.js')
  .sort();
const pages = [...modules.filter((name) => name.endsWith('/page.js')), ...MORE_ENTRIES];
const entries = ['app.js', ...pages];

let fileOf = null;
const bundle = await rolldown({
  input: [...entries, ...DOORS].map(pathOf),
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    {
      name: 'apart',
      resolveId: (name, from) => {
        const apart = from && APART.find((one) => join(dirname(from), name) === pathOf(one));
        return apart ? { id: `../${apart}`, external: true } : null;
      },
    },
  ],
  transform: { target: OLDEST },
  experimental: { chunkOptimization: false }, // each module stays in the file that `rule` names
});
const { output } = await bundle.generate({
  dir: OUT, // which the paths in source maps are relative to
  minify: true,
  sourcemap: 'hidden', // no line in the bundle names its map: the server does, where there is one
  entryFileNames: fileName,
  chunkFileNames: fileName,
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [
      {
        debugName: 'files',
        name: (id, context) => {
          fileOf ??= rule((one) => context.getModuleInfo(one));
          return fileOf(id);
        },
      },
    ],
  },
});
await bundle.close();
await store(output);

/** An entry that only imports the file of its page is thrown away: see `store`. */
function fileName({ facadeModuleId, name }) {
  if (!facadeModuleId) return `${name}.js`;
  const module = nameOf(facadeModuleId);
  return entries.includes(module) ? `entry-${flat(module)}.js` : `${flat(module)}.js`;
}

/**
 * Which file a module goes to; null: to one of its own, with what nobody else needs.
 * Files run whole, and what imports a file waits until it has run. So nothing that another page needs, or the same
 * page later, stands in one file with the entry of a page, which may wait for just that import.
 */
function rule(infoOf) {
  const reach = (start, isLaterToo) => {
    const found = new Set([start]);
    for (const id of found) {
      const { importedIds, dynamicallyImportedIds } = infoOf(id);
      for (const next of [...importedIds, ...(isLaterToo ? dynamicallyImportedIds : [])]) found.add(next);
    }
    return found;
  };
  const isFetchedLater = (id) => infoOf(id).dynamicImporters.length > 0;
  const always = reach(pathOf('app.js'), false);
  const atOnce = new Map(pages.map((page) => [page, reach(pathOf(page), false)]));
  const ever = new Map(pages.map((page) => [page, reach(pathOf(page), true)]));
  const later = modules
    .map(pathOf)
    .filter((id) => infoOf(id) && isFetchedLater(id))
    .map((id) => reach(id, false));
  return (id) => {
    const usersOf = (reached) => pages.filter((page) => reached.get(page).has(id));
    if (always.has(id) || usersOf(atOnce).length >= MOST) return 'app';
    if (pages.includes(nameOf(id))) return flat(nameOf(id));
    const folder = id.split(sep).at(-2);
    if (folder === 'lean-qr' || nameOf(id) === 'page/qr.js') return 'qr';
    if (EXCEPTIONS.has(nameOf(id))) return EXCEPTIONS.get(nameOf(id));
    if (LIBRARIES.includes(folder))
      return isFetchedLater(id) && !infoOf(id).importers.length ? null : `${folder}-parts`;
    const users = usersOf(ever).map(flat);
    const needed = later.filter((found) => found.has(id)).length;
    if (users.length > 1) return `${folder}-parts`;
    if (usersOf(atOnce).length) return needed ? `${users[0]}-base` : users[0];
    return isFetchedLater(id) || needed === 1 ? null : `${users[0]}-later`;
  };
}

/**
 * Writes the files, and `files.json`: what they are made from, and what each imports. In `maps/`, which is not
 * committed, a source map of each, whose name has a digest of the file that it is for.
 */
async function store(output) {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(join(OUT, 'maps'), { recursive: true });
  const made = output.filter(({ type, fileName }) => type === 'chunk' && !fileName.startsWith('entry-'));
  for (const { fileName, code, map } of made) {
    const text = `${code.trimEnd()}\n`;
    await writeFile(join(OUT, fileName), text);
    await writeFile(join(OUT, 'maps', `${fileName}.${sha256(text).slice(0, 10)}.map`), JSON.stringify(map));
  }
  const about = {
    sources: await digest([...modules.map(pathOf), ...(await vendored())]),
    tools: await digest(['tools/bundle.mjs', 'package-lock.json'].map((name) => join(ROOT, name))),
    bundles: await digest(made.map(({ fileName }) => join(OUT, fileName))),
    entries: Object.fromEntries(entries.map((name) => [name, `${flat(name)}.js`])),
    doors: Object.fromEntries(DOORS.map((name) => [name, `${flat(name)}.js`])),
    files: Object.fromEntries(
      made
        .map(({ fileName, imports, dynamicImports }) => [fileName, { imports, later: dynamicImports }])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  };
  const missing = [...Object.values(about.entries), ...Object.values(about.doors)].filter((file) => !about.files[file]);
  if (missing.length) throw new Error(`there is no ${missing.join(', ')}: the bundler put the module elsewhere`);
  await writeFile(join(OUT, 'files.json'), `${JSON.stringify(about, null, 2)}\n`);
}

async function vendored() {
  const folder = join(ROOT, 'static/vendor');
  return (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));
}

/** Of names and contents, as `digest` of hinge_pwa/pwa/bundles.py. */
async function digest(paths) {
  const lines = await Promise.all(paths.map(async (path) => `${basename(path)} ${sha256(await readFile(path))}\n`));
  return sha256(lines.sort().join(''));
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
