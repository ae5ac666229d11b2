import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { aboutOf, type Act, actOf, type ExportFormat, headOfActs, lineOfAct } from '#shared/audit/act.ts';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { AmendmentWay, Entry } from '#shared/sync/entry.ts';
import { readEntry } from '#shared/doctor/ledger.ts';
import type { Trx } from '../db/store.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import { readSubject } from '../log/read.ts';
import { readChanges, readPosts } from './read-rows.ts';

/** How many entries are read at once. */
const PAGE = 500;

/** Every act in the order of the log. */
export async function* acts(trx: Trx, workspace: Workspace): AsyncGenerator<Act, void, void> {
  const posts = new Map((await readPosts(trx)).map((post) => [`${post.account} ${post.postId}`, post.payload]));
  const changes = new Set((await readChanges(trx)).map((change) => `${change.account} ${change.postId} ${change.payload}`));
  /** The way of each amendment that has been asked for so far. */
  const ways = new Map<string, AmendmentWay>();
  const names = new Map(workspace.members.map((member) => [member.id, member.name.ko]));
  for (let after = 0; ; ) {
    const rows = await trx.selectFrom('log').selectAll().where('seq', '>', after).orderBy('seq').limit(PAGE).execute();
    for (const row of rows) {
      after = Number(row.seq);
      const read = readEntry({ seq: after, id: row.id, kind: row.kind, subject: row.subject, revision: row.revision, fingerprint: row.fingerprint, receivedAt: row.received_at, chain: row.chain, text: row.entry });
      const entry = read?.entry;
      if (entry?.kind === 'amendment-request') ways.set(entry.body.amendment, entry.body.way);
      const published = entry === undefined ? NOT_OUT : await publishedBy(trx, entry, posts, changes, ways);
      yield {
        seq: after, id: row.id, serverTime: row.received_at, deviceTime: entry?.at ?? '', member: entry?.author ?? '', memberName: names.get(entry?.author ?? '') ?? '', device: entry?.device ?? '',
        kind: row.kind, act: entry === undefined ? 'not readable' : actOf(entry), subject: row.subject, ...(entry === undefined ? NOTHING : aboutOf(entry)), fingerprint: row.fingerprint, chain: row.chain, ...published,
      };
    }
    if (rows.length < PAGE) return;
  }
}

const NOTHING = { revision: '', contentHash: '', publication: '' } as const;
const NOT_OUT = { published: '', publishedSha256: '', publishedFrom: '' } as const;

/** The bytes of a post, at the entry that says that it is out. */
async function publishedBy(trx: Trx, entry: Entry, posts: ReadonlyMap<string, string>, changes: ReadonlySet<string>, ways: ReadonlyMap<string, AmendmentWay>): Promise<Pick<Act, 'published' | 'publishedSha256' | 'publishedFrom'>> {
  if (entry.kind !== 'publication' || (entry.body.state !== 'sent' && entry.body.state !== 'confirmed')) return NOT_OUT;
  const way = ways.get(entry.body.publication);
  // What was taken down is out no more.
  if (way === 'remove') return NOT_OUT;
  const recorded = way === 'edit' ? undefined : posts.get(`${entry.body.account} ${entry.body.remoteId}`);
  if (recorded !== undefined) return { published: recorded, publishedSha256: sha256Hex(recorded), publishedFrom: 'channel' };
  const content = revisionEntry(await readSubject(trx, entry.subject), entry.body.revision)?.body.content;
  if (content === undefined) return NOT_OUT;
  const payload = canonicalJson(payloadOf(content));
  const stands = way === 'edit' && changes.has(`${entry.body.account} ${entry.body.remoteId} ${payload}`);
  return { published: payload, publishedSha256: sha256Hex(payload), publishedFrom: stands ? 'channel' : 'revision' };
}

/**
 * Writes every act to a new file that only its owner may read; the number of acts. Never over a file
 * that is there.
 */
export async function writeAudit(trx: Trx, workspace: Workspace, file: string, format: ExportFormat): Promise<number> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await once(out, 'open');
  let count = 0;
  out.write(headOfActs(format));
  for await (const act of acts(trx, workspace)) {
    count += 1;
    if (!out.write(lineOfAct(act, format))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return count;
}
