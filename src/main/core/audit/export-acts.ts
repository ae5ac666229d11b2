import { createWriteStream, rmSync } from 'node:fs';
import { once } from 'node:events';
import { aboutOf, type Act, actOf, type ExportFormat, headOfActs, lineOfAct } from '#shared/audit/act.ts';
import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import { chainHash, chainStart } from '#shared/sync/audit-chain.ts';
import type { Entry } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import { renameDurably, syncFile } from '../db/files.ts';
import { asRefusal } from '../db/sql-errors.ts';
import { Refusal } from '../refusal.ts';
import { entryOf, type EntryRow, LOG_ORDER, readRevision, type RevisionRow } from '../log/entry-rows.ts';

/** After so many the core does what else it is asked for. */
const BREATHE_EVERY = 200;

/**
 * Writes every act that this device knows of in the order of the server's log, then what waits here; the number of acts. The
 * links of the audit chain are worked out from this device's own copy: where they are those of the server's own export,
 * both logs are the same, word for word. An act whose text is damaged here is among them, as `damaged`, without what depends on
 * its text; the chain ends there. There is a whole file or none, which only its owner may read. Refuses with `disk-full`, `read-only`.
 */
export async function exportActs(core: Core, path: string, format: ExportFormat): Promise<{ acts: number; damaged: number; path: string }> {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  let count = 0;
  let damaged = 0;
  try {
    const out = createWriteStream(temporary, { mode: 0o600 });
    const failed = new Promise<never>((_resolve, reject) => out.on('error', reject));
    const write = async (text: string): Promise<void> => {
      if (!out.write(text)) await Promise.race([once(out, 'drain'), failed]);
    };
    failed.catch(() => undefined);
    await write(headOfActs(format));
    for (const act of acts(core)) {
      count += 1;
      if (act.act === DAMAGED) damaged += 1;
      await write(lineOfAct(act, format));
      if (count % BREATHE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    out.end();
    await Promise.race([once(out, 'finish'), failed]);
    syncFile(temporary);
    renameDurably(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw asRefusal(error);
  }
  return { acts: count, damaged, path };
}

function* acts(core: Core): Generator<Act, void, void> {
  const { read } = core.db;
  const { workspace } = core.state();
  const names = new Map(workspace.members.map((member) => [member.id, member.name.ko]));
  const ids = read.all<{ id: Id }>(`SELECT id FROM entries WHERE state <> 'withdrawn' AND local_only = 0 ORDER BY ${LOG_ORDER}`);
  let last = 0;
  let link: string | null = chainStart(workspace.id);
  for (const { id } of ids) {
    const row = read.get<EntryRow>('SELECT * FROM entries WHERE id = ?', id);
    if (row === undefined) continue;
    const entry = wholeEntry(core, row);
    const fingerprint = entry === null ? '' : sha256Hex(canonicalJson(entry));
    const recorded = row.state === 'accepted' && row.seq !== null;
    // An entry of which the server's time is not known here, or a gap, ends what this device can say of the chain.
    if (recorded) link = link === null || entry === null || row.received_at === null || row.seq !== last + 1 ? null : chainHash(link, { seq: row.seq, fingerprint, receivedAt: row.received_at });
    if (recorded) last = row.seq;
    yield {
      seq: recorded ? row.seq : '', id, serverTime: row.received_at ?? '', deviceTime: row.at, member: row.author, memberName: names.get(row.author) ?? '', device: row.device,
      kind: row.kind, subject: row.subject, fingerprint, chain: recorded ? (link ?? '') : '', ...(entry === null ? NOTHING_KNOWN : { act: actOf(entry), ...aboutOf(entry), ...publishedBy(core, entry) }),
    };
  }
}

/** What is said of an act whose text cannot be read: that it was done, and no more. */
const DAMAGED = 'damaged';
const NOT_OUT = { published: '', publishedSha256: '', publishedFrom: '' } as const;
const NOTHING_KNOWN = { act: DAMAGED, revision: '', contentHash: '', publication: '', ...NOT_OUT } as const;

function wholeEntry(core: Core, row: EntryRow): Entry | null {
  try {
    return entryOf(core.db.read, row);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    core.log('warn', `audit: the entry ${row.id} is damaged and goes out without its text: ${error.code}`);
    return null;
  }
}

/** The bytes of a post as its approved revision gives them, at the entry that says that it is out. */
function publishedBy(core: Core, entry: Entry): Pick<Act, 'published' | 'publishedSha256' | 'publishedFrom'> {
  const { read } = core.db;
  const out = entry.kind === 'publication' && (entry.body.state === 'sent' || entry.body.state === 'confirmed');
  // What was taken down is out no more.
  const isUp = out && read.get<{ way: string | null }>('SELECT way FROM publications WHERE id = ?', entry.body.publication)?.way !== 'remove';
  const revision = isUp ? wholeRevision(core, entry.body.revision) : null;
  if (revision === null) return NOT_OUT;
  const published = canonicalJson(payloadOf(JSON.parse(revision.content) as VariantContent));
  return { published, publishedSha256: sha256Hex(published), publishedFrom: 'revision' };
}

/** Null where it is not here, or is damaged: no wrong bytes are handed out as what was published. */
function wholeRevision(core: Core, id: Id): RevisionRow | null {
  try {
    return readRevision(core.db.read, id) ?? null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return null;
  }
}
