import { askedHash } from '#shared/domain/variant-facts.ts';
import type { AmendmentWay, Entry, EntryOf } from '#shared/sync/entry.ts';
import type { Newsroom } from './newsroom.ts';

type Sent = { readonly as: string; readonly entry: Entry };
type Known = { readonly id: string; readonly variant: string; readonly revision: string; readonly content_hash: string; readonly state: string };

/**
 * Of corrections and withdrawals what an honest desktop never sends: decisions on one's own request, without the role, on something
 * else than was asked, in other names; and that what is not out be taken down, or what nobody has approved be carried out.
 */
export function forgedAmendment(room: Newsroom): Sent | null {
  const random = room.rng();
  const { raw } = room.server.ground;
  const publications = raw.prepare('select id, variant, revision, content_hash, state from publications where amends is null order by id').all() as Known[];
  const [writer = '', editor = ''] = room.workspace.members.map((member) => member.id);
  // What still waits for a decision, if anything does.
  const waiting = `select entry from log join publications p on p.requested_seq = log.seq where log.kind = 'amendment-request' and p.state = 'requested'`;
  const requests = (raw.prepare(`${waiting} union all select entry from log where kind = 'amendment-request' and not exists (${waiting})`).pluck().all() as string[]).map((text) => JSON.parse(text) as EntryOf<'amendment-request'>);
  if (publications.length === 0) return null;
  const base = (subject: string, author: string) => ({ id: room.newId(), workspace: room.workspace.id, subject, author, device: room.newId(), at: new Date(room.world.now()).toISOString() });
  const ask = (author: string, { id, variant, revision, content_hash }: Known, way: AmendmentWay): EntryOf<'amendment-request'> => ({
    ...base(variant, author), kind: 'amendment-request', body: { amendment: room.newId(), publication: id, way, revision, contentHash: content_hash, reason: '까닭', note: { ko: '알림', en: '' } },
  });
  const decision = (author: string, { subject, body }: EntryOf<'amendment-request'>, asked = askedHash(body)): Entry => ({
    ...base(subject, author), kind: 'amendment-decision', body: { amendment: body.amendment, asked, verdict: 'approve', reason: '', policyVersion: 1 },
  });
  const never = (entry: Entry): Entry => {
    room.forged.add(entry.id);
    return entry;
  };
  const publication = random.pick(publications);
  const request = requests.length === 0 ? null : random.pick(requests);
  if (request === null || random.chance(0.3)) {
    const notOut = publications.filter(({ state }) => state !== 'confirmed');
    const about = notOut.length > 0 && random.chance(0.6) ? random.pick(notOut) : publication;
    // Somebody who may approve asks as well, so that there is something of theirs to be approved.
    return { as: editor, entry: ask(editor, about, random.pick(['remove', 'remove', 'edit'])) };
  }
  const mine = requests.filter(({ author }) => author === editor);
  const attempts: readonly (() => Sent)[] = [
    () => ({ as: editor, entry: decision(editor, mine.length > 0 ? random.pick(mine) : request) }),
    () => ({ as: writer, entry: decision(writer, request) }),
    () => ({ as: writer, entry: never(decision(editor, request)) }),
    () => ({ as: editor, entry: never(decision(editor, request, askedHash({ ...request.body, note: { ko: room.word(), en: '' } }))) }),
    () => ({ as: editor, entry: { ...base(request.subject, editor), kind: 'publish-action', body: { publication: request.body.amendment, action: 'release', url: '' } } }),
  ];
  return random.pick(attempts)();
}
