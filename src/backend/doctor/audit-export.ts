import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { AmendmentWay, Entry } from '#shared/sync/entry.ts';
import { readEntry } from '#shared/doctor/ledger.ts';
import type { Trx } from '../db/store.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import { readSubject } from '../log/read.ts';
import { readChanges, readPosts } from './read-rows.ts';

/** One act of the newsroom as it is handed out for an audit. */
export type Act = {
  readonly seq: number;
  readonly id: string;
  /** When the server took it in, and what the clock of the device said that made it. */
  readonly serverTime: string;
  readonly deviceTime: string;
  readonly member: string;
  readonly memberName: string;
  readonly device: string;
  readonly kind: string;
  /** What was done, where the kind alone does not say it: the verdict, the state, the action. */
  readonly act: string;
  readonly subject: string;
  readonly revision: string;
  readonly contentHash: string;
  readonly publication: string;
  readonly fingerprint: string;
  readonly chain: string;
  /** For a post that is out: its bytes as text (UTF-8), from the channel's record where there is one, else what its revision gives. */
  readonly published: string;
  readonly publishedSha256: string;
  readonly publishedFrom: '' | 'channel' | 'revision';
};

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

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

function aboutOf({ body }: Entry): Pick<Act, 'revision' | 'contentHash' | 'publication'> {
  return { revision: 'revision' in body ? body.revision : '', contentHash: 'contentHash' in body ? body.contentHash : '', publication: 'amendment' in body ? body.amendment : 'publication' in body ? body.publication : '' };
}

function actOf(entry: Entry): string {
  switch (entry.kind) {
    case 'decision':
    case 'amendment-decision':
      return entry.body.verdict;
    case 'amendment-request':
      return `${entry.body.way} ${entry.body.publication}`;
    case 'publication':
      return entry.body.state;
    case 'publish-action':
      return entry.body.action;
    case 'archive':
      return entry.body.archived ? 'archive' : 'bring back';
    case 'comment-resolved':
      return entry.body.resolved ? 'resolve' : 'reopen';
    case 'publish-request':
      return `slot ${entry.body.slot}`;
    case 'hold':
      return `hold ${entry.body.scope.kind}`;
    case 'hold-lifted':
      return 'lift';
    case 'setting':
      return `${entry.body.value === null ? 'remove' : 'set'} ${entry.body.collection}/${entry.body.key}`;
    case 'story-revision':
    case 'revision':
    case 'submission':
    case 'comment':
      return '';
  }
}

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

const COLUMNS: readonly (keyof Act)[] = [
  'seq', 'id', 'serverTime', 'deviceTime', 'member', 'memberName', 'device', 'kind', 'act', 'subject', 'revision', 'contentHash', 'publication', 'fingerprint', 'chain', 'publishedFrom', 'publishedSha256', 'published',
];

/** A line of CSV by RFC 4180. A spreadsheet must not take a name for a formula. */
function csvLine(values: readonly (string | number)[]): string {
  return `${values.map((value) => `"${String(value).replace(/^[=+\-@\t\r]/u, "'$&").replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * Writes every act to a new file that only its owner may read; the number of acts. Never over a file
 * that is there. CSV begins with a byte order mark, without which a spreadsheet misreads Hangul.
 */
export async function writeAudit(trx: Trx, workspace: Workspace, file: string, format: ExportFormat): Promise<number> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await once(out, 'open');
  let count = 0;
  if (format === 'csv') out.write(`\u{FEFF}${csvLine(COLUMNS)}`);
  for await (const act of acts(trx, workspace)) {
    count += 1;
    const line = format === 'csv' ? csvLine(COLUMNS.map((column) => act[column])) : `${JSON.stringify(act)}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return count;
}
