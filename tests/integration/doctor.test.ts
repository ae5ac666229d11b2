import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import Sqlite from 'better-sqlite3';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Tables } from '#backend/db/tables.ts';
import { acts } from '#backend/doctor/audit-export.ts';
import { examineBackend } from '#backend/doctor/examine.ts';
import { CannotLookError, lookAt } from '#backend/doctor/open.ts';
import { startBackend } from '#backend/index.ts';
import { systemClock } from '#core/clock.ts';
import { withCopy } from '#core/doctor/copy.ts';
import { examineNewsroom, type ServerLedger } from '#core/doctor/examine.ts';
import { applyOutcomes, takeBatch } from '#core/sync/outbox.ts';
import { reportOf, type Report } from '#shared/doctor/report.ts';
import { sha256Hex } from '#shared/document/canonical.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { bundle } from '../support/bundle.ts';
import { start } from '../support/child-process.ts';
import { addVariant, closeCore, decideAs, EDITOR, storyWith, tempFolder, testCore, write, WRITER, type TestCore } from '../support/core.ts';
import { picture as pictureOf } from '../support/media.ts';

const TOKEN = 'a-token-for-the-whole-newsroom';
const CHANNELS: readonly ChannelId[] = ['x', 'instagram', 'kakaostory', 'facebook', 'blog'];
const MEMBERS = SAMPLE_WORKSPACE.members.map(({ id }) => id);

let home = '';
let backendDir = '';
let newsroomDir = '';
let programs: Record<string, string> = {};
let engine: PGlite;
let db: Kysely<Tables>;
let ledger: ServerLedger;

/** Syncs until what is told is what is expected. */
function until(core: TestCore, told: () => Promise<string>, expected: string): Promise<void> {
  return vi.waitFor(
    async () => {
      core.running.sync.now();
      expect(await told()).toBe(expected);
    },
    { timeout: 30_000, interval: 200 },
  );
}

/** The main job on a real server and a real newsroom, both of which then end. What they leave is what the doctor looks at. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'sotong-doctor-test-'));
  [backendDir, newsroomDir] = [join(home, 'backend'), join(home, 'newsroom')];
  programs = await bundle({ backend: 'src/backend/doctor/main.ts', newsroom: 'src/main/core/doctor/main.ts' });
  const backend = await startBackend({ store: { kind: 'folder', dataDir: backendDir }, workspace: SAMPLE_WORKSPACE, tokens: [{ token: TOKEN, members: [...MEMBERS] }], channelOptions: { pollMs: 100, settleMs: 20 } });
  const core = await testCore({ clock: { ...systemClock, advance: () => undefined }, newId: () => v7(), random: Math.random, backend: { url: backend.url, token: TOKEN }, dataDir: newsroomDir, samples: true });
  const { client } = core;
  const { id: story } = await client.stories.create({ title: '한빛시 소식', brief: '', kind: 'administration', purpose: 'information' });
  const picture = await client.media.import({ fileName: '첫눈.jpg', bytes: await pictureOf({ width: 640, height: 640 }) });
  const variants: string[] = [];
  for (const channel of CHANNELS) {
    const id = await addVariant(client, story, `${channel}: 소통의 도시 한빛`, channel, 'ko');
    const { draftVersion } = await client.variants.get({ id });
    await client.variants.save({ id, draftVersion, patch: { ...(channel === 'blog' ? { title: '한빛시 소식' } : {}), ...(channel === 'instagram' ? { media: [{ sha256: picture.sha256, alt: '한 점', decorative: false }] } : {}) } });
    variants.push(id);
  }
  const returned = await addVariant(client, story, 'x: to be said again', 'x', 'en');
  await client.review.submit({ variants: [...variants, returned], note: '확인 부탁드립니다.' });
  for (const id of variants) await decideAs(client, EDITOR, id, 'approve');
  await decideAs(client, EDITOR, returned, 'request-changes', 'Say when.');
  // One more revision on top of an earlier one, a comment, and an archive mark.
  await client.workspace.takeSeat({ member: WRITER });
  await write(client, returned, 'x: from Monday');
  await client.variants.checkpoint({ id: returned, name: 'second' });
  await client.workspace.takeSeat({ member: EDITOR });
  await client.publish.request({ variants });
  // The samples' publications are in the list too.
  const own = async () => (await client.publish.list()).filter((publication) => variants.includes(publication.variant));
  const states = async () => (await own()).map(({ state }) => state).toSorted().join();
  await until(core, states, 'by-hand,confirmed,confirmed,confirmed,confirmed');
  for (const publication of (await own()).filter(({ state }) => state === 'by-hand')) await client.publish.act({ publication: publication.id, action: 'posted-by-hand', url: 'https://story.kakao.com/hanbitcity/1' });
  await until(core, async () => `${core.running.sync.status().waiting} ${await states()}`, '0 confirmed,confirmed,confirmed,confirmed,confirmed');
  await closeCore(core);
  await backend.close();
  engine = await PGlite.create(join(backendDir, 'postgres'));
  db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) });
  const looked = await lookAt({ kind: 'pglite', engine, schema: 'public' }, (trx, steps) => examineBackend(trx, steps, options()));
  ledger = { epoch: looked.epoch, head: looked.head, entries: looked.ledger };
}, 120_000);

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

const options = () => ({ workspace: SAMPLE_WORKSPACE, now: Date.now(), overdueMs: 60_000, secrets: [TOKEN] });

/** What the doctor says after a damage, which is then undone. */
async function afterDamage(...statements: readonly string[]): Promise<Report> {
  let report: Report | null = null;
  await db
    .transaction()
    .execute(async (trx) => {
      for (const statement of statements) await sql.raw(statement).execute(trx);
      report = reportOf('A damaged backend', (await examineBackend(trx, [1, 2, 3, 4], options())).examined);
      throw new Error('undo');
    })
    .catch((error: unknown) => {
      if ((error as Error).message !== 'undo') throw error;
    });
  if (report === null) throw new Error('The doctor did not look');
  return report;
}

const found = (report: Report): string[] => report.lines.flatMap((line) => line.findings.map((finding) => `${line.invariant} ${finding.key}`));
const looked = (report: Report, invariant: string): number => (report.lines.find((line) => line.invariant === invariant)?.looked ?? []).reduce((sum, { count }) => sum + count, 0);

describe('The doctor on a healthy newsroom', () => {
  it('looks at every invariant of the backend, and finds nothing', async () => {
    const report = await lookAt({ kind: 'pglite', engine, schema: 'public' }, async (trx, steps) => reportOf('A backend', (await examineBackend(trx, steps, options())).examined));
    expect([report.ok, found(report)]).toEqual([true, []]);
    // 6 revisions of variants and 1 more, the story's, 6 submissions, 6 decisions, 5 requests, and the server's words.
    const floors = { 1: 4, 2: 4, 3: 5, 4: 45, 5: 45, 6: 90, 7: 6, 8: 11, 11: 8, 13: 5, 14: 6, 15: 4, 16: 10, 17: 4, 19: 2, 21: 20, 22: 45, 23: 4, 24: 5, audit: 45 };
    for (const [invariant, least] of Object.entries(floors)) expect([invariant, looked(report, invariant) >= least]).toEqual([invariant, true]);
  });

  it('looks at every invariant of the newsroom, compares it with the server, and finds nothing', async () => {
    const report = await withCopy(newsroomDir, (copy) => reportOf('A newsroom', examineNewsroom(copy, ledger, [TOKEN])));
    expect([report.ok, found(report)]).toEqual([true, []]);
    const floors = { 5: 9, 9: 46, 10: 7, 11: 8, 12: 45, 19: 1, 21: 50, 22: 50, 23: 3, 24: 20 };
    for (const [invariant, least] of Object.entries(floors)) expect([invariant, looked(report, invariant) >= least]).toEqual([invariant, true]);
  });

  it('changes nothing in either', async () => {
    const before = readFileSync(join(newsroomDir, 'newsroom.db'));
    await withCopy(newsroomDir, (copy) => examineNewsroom(copy, null));
    expect(readFileSync(join(newsroomDir, 'newsroom.db')).equals(before)).toBe(true);
    await expect(lookAt({ kind: 'pglite', engine, schema: 'public' }, (trx) => trx.deleteFrom('log').execute())).rejects.toThrow(/read-only/u);
  });
});

describe('A planted damage on the backend is found and named', () => {
  const anEntry = (kind: string): string => `(select min(seq) from log where kind = '${kind}')`;

  it('a letter of a text, with or without a new fingerprint', async () => {
    expect(found(await afterDamage(`update log set entry = replace(entry, '소통의', '소통와') where seq = ${anEntry('revision')}`))).toEqual(expect.arrayContaining(['5 fingerprint-differs', '5 text-hash-differs']));
    const forged = await afterDamage(`update log set entry = replace(entry, '소통의', '소통와') where seq = ${anEntry('revision')}`, `update log set fingerprint = encode(sha256(convert_to(entry, 'UTF8')), 'hex') where seq = ${anEntry('revision')}`);
    expect(found(forged)).toEqual(expect.arrayContaining(['5 text-hash-differs', 'audit chain-broken']));
    expect(found(forged)).not.toContain('5 fingerprint-differs');
  });

  it('a stored hash', async () => {
    expect(found(await afterDamage(`update publications set content_hash = '${sha256Hex('x')}' where requested_seq = ${anEntry('publish-request')}`))).toEqual(expect.arrayContaining(['2 job-hash-differs', '3 key-differs', '6 publication-without-request']));
  });

  it('a post that is there twice', async () => {
    const report = await afterDamage(`insert into sandbox_posts (account, post_id, payload, received_at) select account, post_id || 'b', payload, received_at from sandbox_posts where id = 1`);
    expect(found(report)).toEqual(['3 posted-twice', '15 posted-twice']);
  });

  it('a post that nobody asked for, and one that has another text', async () => {
    expect(found(await afterDamage(`insert into sandbox_posts (account, post_id, payload, received_at) select account, 'foreign', '{}', received_at from sandbox_posts where id = 1`))).toEqual(['1 post-without-publication']);
    expect(found(await afterDamage('alter table sandbox_posts disable trigger all', `update sandbox_posts set payload = replace(payload, '한빛', '한밭') where id = 1`))).toEqual(['2 payload-differs']);
    expect(found(await afterDamage('alter table sandbox_posts disable trigger all', 'delete from sandbox_posts where id = 1'))).toEqual(['15 confirmed-without-post']);
  });

  it('a gap in the numbers', async () => {
    const report = await afterDamage(`delete from log where seq = ${anEntry('submission')}`);
    expect(found(report)).toEqual(expect.arrayContaining(['4 number-missing', 'audit chain-broken']));
    expect(found(await afterDamage('delete from log where seq = (select max(seq) from log)'))).toEqual(expect.arrayContaining(['4 head-differs', 'audit chain-cut']));
  });

  it('a decision by somebody without the role', async () => {
    const report = await afterDamage(`update log set entry = replace(entry, '"author":"${EDITOR}"', '"author":"${WRITER}"') where seq = ${anEntry('decision')}`);
    expect(found(report)).toEqual(expect.arrayContaining(['8 decision-not-allowed', '5 fingerprint-differs', '2 posted-unapproved', '16 attempt-refused']));
    const sentence = report.lines.flatMap((line) => line.findings).find((finding) => finding.key === 'decision-not-allowed')?.sentence;
    expect(sentence).toContain(`is by ${WRITER}, who may not decide it`);
  });

  it('an altered link of the chain, at its number', async () => {
    const report = await afterDamage(`update log set received_at = '2026-01-01T00:00:00.000Z' where seq = 7`);
    expect(report.lines.find((line) => line.invariant === 'audit')?.findings).toMatchObject([{ values: { seq: 7 }, subject: ledger.entries[6]?.id }]);
    expect(found(report)).toEqual(['audit chain-broken']);
  });

  it('pictures, queue rows, attempts, and a secret', async () => {
    expect(found(await afterDamage(`update media set bytes = 'x'::bytea`))).toEqual(['19 media-differs']);
    expect(found(await afterDamage('delete from media'))).toEqual(['19 media-missing']);
    expect(found(await afterDamage(`update publications set state = 'queued' where requested_seq = ${anEntry('publish-request')}`))).toEqual(expect.arrayContaining(['13 stuck-for-ever', '24 state-differs', '15 posted-not-confirmed']));
    expect(found(await afterDamage('update attempts set ended_at = null'))).toEqual(expect.arrayContaining(['17 attempt-open']));
    expect(found(await afterDamage('delete from attempts', 'delete from publications'))).toEqual(expect.arrayContaining(['1 post-without-publication', '6 request-without-publication', '21 word-without-publication']));
    expect(found(await afterDamage(`update log set entry = replace(entry, '소통의', '${TOKEN}') where seq = ${anEntry('revision')}`))).toContain('22 known-secret');
  });
});

describe('A planted damage in a newsroom is found and named', () => {
  async function after(...statements: readonly string[]): Promise<string[]> {
    const folder = join(tempFolder(), 'newsroom');
    cpSync(newsroomDir, folder, { recursive: true });
    const file = new Sqlite(join(folder, 'newsroom.db'));
    for (const statement of statements) file.exec(statement);
    file.close();
    return withCopy(folder, (copy) => found(reportOf('A damaged newsroom', examineNewsroom(copy, ledger, [TOKEN]))));
  }
  const published = `(SELECT subject FROM entries WHERE kind = 'publish-request' AND local_only = 0 LIMIT 1)`;

  it('a flipped letter in a revision', async () => {
    expect(await after(`UPDATE revisions SET content = replace(content, '소통의', '소통와') WHERE subject = ${published}`)).toEqual(expect.arrayContaining(['5 text-hash-differs', '12 entry-differs']));
  });

  it('a draft that was changed behind the app’s back, and one that is gone bad', async () => {
    expect(await after(`UPDATE variants SET content = replace(content, '소통의', '소통와') WHERE id = ${published}`)).toEqual(expect.arrayContaining(['10 draft-differs']));
    expect(await after(`UPDATE variants SET content = '{' || content WHERE id = ${published}`)).toEqual(expect.arrayContaining(['10 draft-hash-differs', '10 draft-not-readable', '24 row-extra']));
  });

  it('an entry that is gone, a cursor that is too far, an entry that is another one than the server’s', async () => {
    expect(await after(`DELETE FROM entries WHERE seq = 3`)).toEqual(expect.arrayContaining(['9 number-not-here', '12 entry-only-there']));
    expect(await after(`UPDATE meta SET value = '9999' WHERE key = 'sync.cursor'`)).toEqual(expect.arrayContaining(['9 cursor-past-server', '9 number-not-here']));
    expect(await after(`UPDATE entries SET body = replace(body, 'approve', 'revoke') WHERE kind = 'decision' AND seq IS NOT NULL`)).toEqual(expect.arrayContaining(['12 entry-differs']));
  });

  it('a revision without its entry, and an entry without its revision', async () => {
    expect(await after(`DELETE FROM entries WHERE kind = 'revision' AND subject = ${published}`)).toEqual(expect.arrayContaining(['21 revision-without-entry']));
    expect(await after(`DELETE FROM revisions WHERE subject = ${published}`)).toEqual(expect.arrayContaining(['21 entry-without-revision', '10 draft-base-missing']));
  });

  it('a list that does not say what the log says', async () => {
    expect(await after(`UPDATE variant_rows SET row = replace(row, '"published"', '"approved"') WHERE id = ${published}`)).toEqual(['24 row-differs']);
    expect(await after('DELETE FROM story_list WHERE sample = 0')).toEqual(expect.arrayContaining(['24 row-missing']));
    expect(await after(`UPDATE counters SET n = n + 1 WHERE name = 'all'`)).toEqual(['24 row-differs']);
  });

  it('a picture whose bytes are others, a secret in a text', async () => {
    const folder = join(tempFolder(), 'newsroom');
    cpSync(newsroomDir, folder, { recursive: true });
    const [name = ''] = readdirSync(join(folder, 'media'));
    writeFileSync(join(folder, 'media', name), 'x');
    expect(await withCopy(folder, (copy) => found(reportOf('A damaged newsroom', examineNewsroom(copy, null))))).toEqual(['19 media-differs']);
    expect(await after(`INSERT INTO meta (key, value) VALUES ('note', 'Bearer ${TOKEN}')`)).toEqual(expect.arrayContaining(['22 known-secret', '22 secret-like']));
  });

  it('is not looked for where there is nothing, or where a newer app wrote', async () => {
    await expect(withCopy(tempFolder(), () => undefined)).rejects.toThrow(/no newsroom’s database/u);
    await expect(after('PRAGMA user_version = 999')).rejects.toThrow(/this build knows/u);
  });
});

describe('What the server refused', () => {
  it('is in the lists as a rebuild would put it, and gone from them once it is let go', async () => {
    const core = await testCore();
    const { client, running } = core;
    const { variant } = await storyWith(client, '거절될 글');
    await client.review.submit({ variants: [variant], note: '' });
    await decideAs(client, EDITOR, variant, 'approve');
    const { head } = await client.variants.get({ id: variant });
    await client.review.comment({ variant, revision: head?.id ?? '', anchor: null, replyTo: null, text: '한 마디' });
    await client.publish.request({ variants: [variant] });
    const batch = takeBatch(running.core, MEMBERS);
    const refusedKinds = ['comment', 'publish-request'];
    applyOutcomes(running.core, batch, batch.rows.map((row, index) => (refusedKinds.includes(row.kind) ? { id: row.id, result: 'rejected', code: 'stale-head', reason: '' } : { id: row.id, result: 'accepted', seq: index + 1 })));
    const look = async () => withCopy(core.dataDir, (copy) => reportOf('A newsroom', examineNewsroom(copy, null)));
    const before = await look();
    expect(before.lines.find((line) => line.invariant === '24')?.findings).toEqual([]);
    expect(looked(before, '24')).toBeGreaterThan(4);
    for (const item of (await client.sync.items()).filter(({ actions }) => actions.includes('discard'))) await client.sync.discard({ item: item.id });
    expect((await look()).lines.find((line) => line.invariant === '24')?.findings).toEqual([]);
    expect((await client.variants.get({ id: variant })).comments).toEqual([]);
  });
});

describe('The audit', () => {
  it('names every act with who, when and what, and the bytes of every post as the channel has them', async () => {
    const all = await lookAt({ kind: 'pglite', engine, schema: 'public' }, async (trx) => {
      const list = [];
      for await (const act of acts(trx, SAMPLE_WORKSPACE)) list.push(act);
      return list;
    });
    expect(all.map((act) => act.seq)).toEqual(ledger.entries.map((entry) => entry.seq));
    expect(all.filter((act) => act.kind === 'decision' && act.act === 'approve' && act.memberName === '박서연' && /^[0-9a-f]{64}$/u.test(act.contentHash))).toHaveLength(5);
    expect(all.every((act) => /^[0-9a-f]{64}$/u.test(act.chain) && act.serverTime !== '' && act.deviceTime !== '')).toBe(true);
    const posts = await db.selectFrom('sandbox_posts').select('payload').execute();
    const out = all.filter((act) => act.act === 'confirmed');
    expect(out.filter((act) => act.publishedFrom === 'channel').map((act) => act.published).toSorted()).toEqual(posts.map((post) => post.payload).toSorted());
    expect(out.filter((act) => act.publishedFrom === 'revision').map((act) => act.published)).toMatchObject([expect.stringContaining('kakaostory: 소통의 도시 한빛')]);
    expect(out.every((act) => act.publishedSha256 === sha256Hex(act.published))).toBe(true);
  });
});

describe('The programs', () => {
  const env = { ...process.env, DATABASE_URL: '' };
  async function run(program: string, ...args: string[]): Promise<{ code: number | NodeJS.Signals; output: string }> {
    const child = start(programs[program] ?? '', args, { env });
    const code = await child.ended;
    return { code, output: child.output() };
  }

  it('say so in words, hand out the audit, and end with what they found', async () => {
    const copy = join(tempFolder(), 'backend');
    cpSync(backendDir, copy, { recursive: true, filter: (source) => !source.endsWith('.lock') && !source.endsWith('postmaster.pid') });
    const [csv, jsonl, file, accountsFile] = [join(home, 'audit.csv'), join(home, 'audit.jsonl'), join(home, 'ledger.json'), join(home, 'accounts.csv')];
    const well = await run('backend', '--data', copy, '--export', csv, '--export-accounts', accountsFile, '--ledger', file);
    expect(well).toMatchObject({ code: 0, output: expect.stringMatching(/✓ {2}4 {2}The log is numbered without gaps \(\d+ entries\)[\s\S]*All is well\.[\s\S]*acts written to/u) as unknown });
    const text = readFileSync(csv, 'utf8');
    expect(text.startsWith('\u{FEFF}"seq","id","serverTime"')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(ledger.head + 1);
    // This backend has no accounts.
    expect(readFileSync(accountsFile, 'utf8')).toBe('\u{FEFF}"n","at","event","member","by","device","detail","chain"\r\n');
    expect(await run('newsroom', '--newsroom', newsroomDir, '--ledger', file)).toMatchObject({ code: 0, output: expect.stringContaining('This computer and the server have the same entries') as unknown });

    const damaged = await PGlite.create(join(copy, 'postgres'));
    await damaged.exec(`update log set received_at = '2026-01-01T00:00:00.000Z' where seq = 7`);
    await damaged.close();
    const wrong = await run('backend', '--data', copy, '--json', '--export', jsonl);
    const report = JSON.parse(wrong.output) as Report;
    expect([wrong.code, report.ok, found(report)]).toEqual([1, false, ['audit chain-broken']]);
    expect(readFileSync(jsonl, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(ledger.entries.map((entry) => entry.seq));
  });

  it('say what to do where they cannot look', async () => {
    expect(await run('backend', '--data', tempFolder())).toMatchObject({ code: 2, output: expect.stringContaining('no publishing backend’s data') as unknown });
    expect(await run('newsroom')).toMatchObject({ code: 2, output: expect.stringContaining('--newsroom') as unknown });
    await expect(lookAt({ kind: 'folder', dataDir: tempFolder() }, async () => undefined)).rejects.toBeInstanceOf(CannotLookError);
  });
});
