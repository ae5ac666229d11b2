import { contentHash } from '#shared/document/canonical.ts';
import { factsFromEntries } from '#shared/domain/variant-facts.ts';
import { agreedOf, rulesFor } from '#shared/domain/policy.ts';
import { nextSlot } from '#shared/domain/publish-gate.ts';
import type { Entry, EntryOf, LogEntry } from '#shared/sync/entry.ts';
import type { Newsroom } from './newsroom.ts';
import { forgedAmendment } from './rogue-amends.ts';

/**
 * A client that checks nothing: it sends what an honest desktop never would. Some of it may be right by
 * chance, and is then judged as any entry; what can never be right is remembered.
 */
export async function forge(room: Newsroom, index: number): Promise<void> {
  const random = room.rng();
  const { raw } = room.server.ground;
  const node = room.server.nodes[index];
  const variants = raw.prepare(`select distinct subject from log where kind = 'revision' order by subject`).pluck().all() as string[];
  if (node === null || node === undefined || variants.length === 0) return;
  const decided = raw.prepare(`select distinct subject from log where kind = 'decision' order by subject`).pluck().all() as string[];
  // What waits for somebody's word, and what was approved and may have expired since.
  const submitted = room.governs ? (raw.prepare(`select distinct subject from log where kind = 'submission' order by subject`).pluck().all() as string[]) : [];
  const subject = random.pick(room.governs && decided.length > 0 && random.chance(0.5) ? decided : submitted.length > 0 && random.chance(0.8) ? submitted : variants);
  const entries = (raw.prepare('select seq, received_at, entry from log where subject = ? order by seq').all(subject) as { seq: number; received_at: string; entry: string }[]).map((row): LogEntry => ({ seq: row.seq, receivedAt: row.received_at, entry: JSON.parse(row.entry) as Entry }));
  const revision = entries.findLast(({ entry }) => entry.kind === 'revision')?.entry as EntryOf<'revision'>;
  const [writer = '', editor = ''] = room.workspace.members.map((member) => member.id);
  const base = (author: string) => ({ id: room.newId(), workspace: room.workspace.id, subject, author, device: room.newId(), at: new Date(room.world.now()).toISOString() });
  const { revision: id, contentHash: hash, content } = revision.body;
  // It knows what was agreed on: nobody says that a rogue is a fool.
  const settings = raw.prepare('select collection, key, value from settings').all() as { collection: string; key: string; value: string }[];
  const told = raw.prepare(`select entry from log where subject = ? and kind = 'story-revision' order by seq desc limit 1`).pluck().get(content.story) as string | undefined;
  const story = told === undefined ? { kind: null, labels: [] } : (JSON.parse(told) as EntryOf<'story-revision'>).body.content;
  const rules = rulesFor(room.workspace, agreedOf(settings.map((row) => ({ ...row, value: JSON.parse(row.value) as unknown }))), { channel: content.channel, kind: story.kind, labels: story.labels }, room.world.now());
  const decision = (author: string): Entry => ({ ...base(author), kind: 'decision', body: { revision: id, contentHash: hash, verdict: 'approve', reason: '', policyVersion: rules.policy.version, ...(rules.ref === null ? {} : { policy: rules.ref }) } });
  const request = (author: string): Entry => ({ ...base(author), kind: 'publish-request', body: { publication: room.newId(), revision: id, contentHash: hash, account: content.account, slot: nextSlot(factsFromEntries(entries), hash, content.account) } });
  const next = (author: string, changes: Partial<EntryOf<'revision'>['body']>): Entry => {
    const told = { ...content, firstComment: room.word() };
    return { ...base(author), kind: 'revision', body: { revision: room.newId(), parents: [id], contentHash: contentHash(told), content: told, source: null, name: '', ...changes } };
  };
  const never = (entry: Entry): Entry => {
    room.forged.add(entry.id);
    return entry;
  };
  const attempts: readonly (() => { readonly as: string; readonly entry: Entry })[] = [
    // Decides without the role, or on their own words.
    () => ({ as: writer, entry: decision(writer) }),
    () => ({ as: revision.author, entry: decision(revision.author) }),
    // Without an approval.
    () => ({ as: editor, entry: request(editor) }),
    () => ({ as: writer, entry: never(request(writer)) }),
    // In somebody else's name.
    () => ({ as: writer, entry: never(decision(editor)) }),
    // With another hash, and on top of nothing.
    () => ({ as: writer, entry: never(next(writer, { contentHash: contentHash({ ...content, firstComment: room.word() }) })) }),
    () => ({ as: writer, entry: never(next(writer, { parents: [room.newId()] })) }),
  ];
  // With the role, but of a group with the author perhaps; with an approval that has expired.
  const governed: typeof attempts = [() => ({ as: editor, entry: decision(editor) }), () => ({ as: editor, entry: request(editor) })];
  // Half of the time that, where anybody could be a colleague or anything could have expired.
  const text = random.pick(room.governs && random.chance(0.5) ? governed : attempts);
  const { as, entry } = (random.chance(0.4) ? forgedAmendment(room) : null) ?? text();
  const epoch = raw.prepare('select epoch from log_head').pluck().get() as string;
  // Not waited for: it goes on as far as it gets by itself.
  void node.api([as]).push({ epoch, entries: [entry] }).catch(() => undefined);
}
