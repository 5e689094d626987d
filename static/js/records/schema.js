// The database's shape. A step is never changed once released: a new version is a new step at the end. Steps only
// add, because a tab that still runs the older scripts goes on with the newer database (connection.js).

export const NAME = 'hinge';

/** The second database (stand-in.js). */
export const SPARE_NAME = `${NAME}-spare`;

/** In localStorage, while the second database is in use: then the next page reads from it. */
export const SPARE_IN_USE = 'spare-in-use';

const STEPS = [
  (db) => {
    const records = db.createObjectStore('records', { keyPath: 'id' });
    records.createIndex('kind', 'record.kind');
    records.createIndex('state', 'state');
    db.createObjectStore('runs');
    db.createObjectStore('settings');
  },
];

export const VERSION = STEPS.length;

/** Brings a database of version `from` (0: new) up to VERSION, inside the upgrade's transaction. */
export function upgrade(db, from, _to, tx) {
  for (const step of STEPS.slice(from)) step(db, tx);
}
