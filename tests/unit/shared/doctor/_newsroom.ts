import { canonicalJson, sha256Hex } from '#shared/document/canonical.ts';
import { payloadOf } from '#shared/document/payload.ts';
import { publicationKey } from '#shared/domain/publish-gate.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { judgeVariant } from '#shared/doctor/judge.ts';
import { jobOf, type Job } from '#shared/doctor/posts.ts';
import type { AttemptRow, JobRow, PostRow, StoredEntry } from '#shared/doctor/rows.ts';
import type { Examined } from '#shared/doctor/finding.ts';
import { chainHash, chainStart } from '#shared/sync/audit-chain.ts';
import { SERVER_MEMBER, type Entry, type EntryOf, type LogEntry } from '#shared/sync/entry.ts';
import { v7 } from 'uuid';
import { approvedSet, contentOf } from '../../../support/entries.ts';

export const [WRITER = '', EDITOR = ''] = SAMPLE_WORKSPACE.members.map((member) => member.id);

/** A variant that was written, approved, asked to go out, sent and confirmed: every table as a healthy server has it. */
export type Published = {
  readonly content: ReturnType<typeof contentOf>;
  readonly revision: EntryOf<'revision'>;
  readonly request: EntryOf<'publish-request'>;
  readonly log: readonly LogEntry[];
  readonly row: JobRow;
  readonly attempts: readonly AttemptRow[];
  readonly posts: readonly PostRow[];
};

export function published(text = '한빛시 소식입니다.'): Published {
  const content = contentOf({ text });
  const { revision, request, all } = approvedSet(content, { writer: WRITER, editor: EDITOR });
  const row: JobRow = {
    id: request.body.publication, variant: content.variant, revision: revision.body.revision, contentHash: revision.body.contentHash, account: content.account, slot: 1, amends: null, way: null,
    key: publicationKey(revision.body.contentHash, content.account, 1), state: 'confirmed', remoteId: v7(), url: 'http://localhost/sandbox', leaseUntil: null, nextAt: null, requestedSeq: 4,
  };
  const log = numbered([...all, wordOn(row, 'queued'), wordOn(row, 'intent'), wordOn(row, 'sent'), wordOn(row, 'confirmed')]);
  return {
    content, revision, request, log, row,
    attempts: [{ publication: row.id, attempt: 1, fence: 1, startedAt: '2026-11-23T05:00:01.000Z', endedAt: '2026-11-23T05:00:02.000Z' }],
    posts: [{ account: row.account, postId: row.remoteId, key: null, payload: canonicalJson(payloadOf(content)) }],
  };
}

/** The server's word on a publication. */
export function wordOn(row: JobRow, state: JobRow['state']): EntryOf<'publication'> {
  const posted = state === 'sent' || state === 'confirmed';
  return {
    id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: row.variant, author: SERVER_MEMBER, device: SERVER_MEMBER, at: '2026-11-23T05:00:01.000Z', kind: 'publication',
    body: { publication: row.id, revision: row.revision, contentHash: row.contentHash, account: row.account, state, attempt: 1, reason: '', remoteId: posted ? row.remoteId : '', url: posted ? row.url : '' },
  };
}

export function numbered(entries: readonly Entry[]): LogEntry[] {
  return entries.map((entry, index) => ({ seq: index + 1, receivedAt: new Date(Date.UTC(2026, 10, 23, 5) + index).toISOString(), entry }));
}

/** The log as it is stored, with its chain. */
export function stored(log: readonly LogEntry[]): StoredEntry[] {
  let previous: string = chainStart(SAMPLE_WORKSPACE.id);
  return log.map(({ seq, receivedAt, entry }) => {
    const text = canonicalJson(entry);
    const link = { seq, fingerprint: sha256Hex(text), receivedAt };
    previous = chainHash(previous, link);
    const revision = entry.kind === 'revision' || entry.kind === 'story-revision' ? entry.body.revision : null;
    return { ...link, chain: previous, id: entry.id, kind: entry.kind, subject: entry.subject, revision, text };
  });
}

export function jobsOf({ row, content, log }: Pick<Published, 'row' | 'content' | 'log'>): Job[] {
  return [jobOf(row, content, judgeVariant(log, SAMPLE_WORKSPACE))];
}

/** The keys of what a check found. */
export function keys(examined: Examined): string[] {
  return examined.findings.map(({ key }) => key);
}

/** What a check says of something healthy: it looked, and found nothing. */
export function healthy(examined: Examined): boolean {
  return examined.looked > 0 && examined.findings.length === 0;
}
