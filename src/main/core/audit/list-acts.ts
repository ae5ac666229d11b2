import { actOf } from '#shared/audit/act.ts';
import type { AuditAct, AuditQuery } from '#shared/contract/audit-views.ts';
import type { Entry, EntryKind } from '#shared/sync/entry.ts';
import type { Core } from '../core.ts';
import type { EntryRow } from '../log/entry-rows.ts';

/** How many acts are shown at once. */
const PAGE = 100;

/** What belongs to each choice of the list. */
const KINDS: Readonly<Record<Exclude<AuditQuery['about'], 'all'>, readonly EntryKind[]>> = {
  texts: ['story-revision', 'revision', 'archive'],
  reviews: ['submission', 'decision', 'comment', 'comment-resolved'],
  publishing: ['publish-request', 'publish-action', 'publication', 'hold', 'hold-lifted', 'amendment-request', 'amendment-decision'],
  rules: ['setting'],
};

type Line = Omit<EntryRow, 'position'> & { readonly position: number; readonly title: string | null; readonly story: string | null; readonly variant: string | null; readonly channel: AuditAct['channel']; readonly language: AuditAct['language'] };

/** What was done in the newsroom as far as this device knows it, newest first. What was called off before anybody saw it is no act. */
export function listActs(core: Core, { about, member, text, before }: AuditQuery): { acts: AuditAct[]; more: boolean } {
  const kinds = about === 'all' ? null : JSON.stringify(KINDS[about]);
  const lines = core.db.read.all<Line>(
    `SELECT e.*, s.title, s.id AS story, v.id AS variant, v.channel, v.language FROM entries e
     LEFT JOIN variants v ON v.id = e.subject LEFT JOIN story_list s ON s.id = coalesce(v.story, e.subject)
     WHERE e.state <> 'withdrawn' AND (? IS NULL OR e.position < ?) AND (? IS NULL OR e.author = ?) AND (? IS NULL OR e.kind IN (SELECT value FROM json_each(?))) AND (? = '' OR instr(lower(coalesce(s.title, '')), lower(?)) > 0)
     ORDER BY e.position DESC LIMIT ?`,
    before, before, member, member, kinds, kinds, text, text, PAGE + 1,
  );
  return { acts: lines.slice(0, PAGE).map(asAct), more: lines.length > PAGE };
}

function asAct(line: Line): AuditAct {
  const body = JSON.parse(line.body) as Readonly<Record<string, unknown>>;
  return {
    position: line.position,
    id: line.id,
    seq: line.seq,
    at: line.at,
    recordedAt: line.received_at,
    author: line.author,
    kind: line.kind,
    // The text of a revision is no part of what was done.
    act: actOf({ kind: line.kind, body } as unknown as Entry),
    story: line.story,
    title: line.title,
    variant: line.variant,
    channel: line.channel,
    language: line.language,
    contentHash: typeof body['contentHash'] === 'string' ? body['contentHash'] : null,
    state: line.local_only === 1 ? 'sample' : line.state === 'accepted' ? 'recorded' : line.state === 'parked' ? 'refused' : 'waiting',
  };
}
