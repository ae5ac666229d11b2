/**
 * Run in a process of its own, by Node and by Electron as Node: loads the native module and uses it the way the app
 * does. A wrong build does not always throw: it may crash the process, which the caller sees as a failure as well.
 */
function probeSqlite() {
  const Database = require('better-sqlite3');
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  db.exec(`CREATE TABLE t (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
    CREATE VIRTUAL TABLE f USING fts5(text, tokenize = 'trigram');`);
  const insert = db.prepare('INSERT INTO t (id, body) VALUES (@id, @body)');
  db.transaction(() => {
    for (let n = 0; n < 100; n += 1) insert.run({ id: `글-${n}`, body: Buffer.from(`본문 ${n}`) });
  })();
  db.prepare('INSERT INTO f (text) VALUES (?)').run('소통 뉴스룸');
  db.function('twice', (value) => value * 2);
  const rows = db.prepare('SELECT id, body, twice(2) AS four FROM t ORDER BY id').all();
  const found = db.prepare("SELECT text FROM f WHERE f MATCH '뉴스룸'").get();
  for (const row of db.prepare('SELECT id FROM t').iterate()) if (!row.id) throw new Error('a row has no id');
  if (rows.length !== 100 || rows[0].four !== 4 || !Buffer.isBuffer(rows[0].body)) throw new Error('wrong rows');
  if (found?.text !== '소통 뉴스룸') throw new Error('full-text search finds nothing');
  db.close();
}

Promise.resolve()
  .then(probeSqlite)
  .then(
    () => process.stdout.write('works\n'),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exitCode = 1;
    },
  );
