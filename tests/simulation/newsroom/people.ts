import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import type { EditorialStatus } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import type { SeededRandom } from '../publish/seeded-random.ts';
import { conflictOf, keepOneSide, resolveByChoice } from '#core/sync/conflicts.ts';
import { discardItem, retryItem } from '#core/sync/items.ts';
import { graphOf } from '#core/log/graph.ts';
import { reconcile } from '#core/sync/reconcile.ts';
import { mergeContent } from '#shared/domain/merge-content.ts';
import { actOnPublication } from '#core/publish/act.ts';
import { putSetting } from '#core/settings/settings.ts';
import { liftHold, listHolds, placeHold } from '#core/publish/holds.ts';
import { requestPublication } from '#core/publish/request.ts';
import { addComment, resolveComment } from '#core/review/comments.ts';
import { decide } from '#core/review/decide.ts';
import { submitForReview } from '#core/review/submit.ts';
import { openVariant } from '#core/stories/guards.ts';
import { archiveStory } from '#core/stories/archiving.ts';
import { createStory, saveStory } from '#core/stories/stories.ts';
import { loadStory } from '#core/stories/store.ts';
import { addVariants, archiveVariant, checkpointVariant, relinkVariant, restoreRevision, saveVariant } from '#core/variants/variants.ts';
import { findVariant, type VariantDraft } from '#core/variants/store.ts';
import type { Desktop } from './desktop.ts';
import type { Server } from './server.ts';
import type { Floors } from './floors.ts';
import { truthOf } from './truth.ts';

/** Somebody at a desk. */
export type Desk = {
  readonly desktop: Desktop;
  readonly server: Server;
  readonly random: SeededRandom;
  readonly floors: Floors;
  readonly picture: string;
  /** A word that nobody has typed yet. */
  readonly word: () => string;
  /** Merges that a person made: what is in them was chosen, not computed. */
  readonly chosen: Set<string>;
  readonly archived: { acts: number };
  readonly governs: boolean;
};

const STORIES = 2;

function anyVariant({ desktop, random }: Desk): VariantDraft | null {
  const ids = desktop.db.read.all<{ id: string }>('SELECT id FROM variants ORDER BY id').map((row) => row.id);
  return ids.length === 0 ? null : findVariant(desktop.db.read, random.pick(ids));
}

/** Mostly one that stands where this act makes sense, as its row says; now and then any. */
function likely(desk: Desk, statuses: readonly EditorialStatus[], chance = 0.85): VariantDraft | null {
  const { desktop, random } = desk;
  if (!random.chance(chance)) return anyVariant(desk);
  const ids = desktop.db.read.all<{ id: string }>(`SELECT id FROM variant_rows WHERE status IN (${statuses.map(() => '?').join()}) ORDER BY id`, ...statuses).map((row) => row.id);
  return ids.length === 0 ? null : findVariant(desktop.db.read, random.pick(ids));
}

function anyStory({ desktop, random }: Desk): string | null {
  const ids = desktop.db.read.all<{ id: string }>('SELECT id FROM stories ORDER BY id').map((row) => row.id);
  return ids.length === 0 ? null : random.pick(ids);
}

const words = ({ word }: Desk, count: number): string => Array.from({ length: count }, word).join(' ');

/** A story with a common text, for one or two accounts. */
export function begin(desk: Desk): void {
  const { core, db } = desk.desktop;
  const { n } = db.read.get<{ n: number }>('SELECT count(*) AS n FROM stories') ?? { n: 0 };
  const own = db.read.get<{ id: string }>('SELECT id FROM stories WHERE author = ? ORDER BY id LIMIT 1', desk.desktop.member);
  if (n >= STORIES && own === undefined) return;
  const common = { ko: blocksFromText(`${words(desk, 4)}\n${words(desk, 4)}\n${words(desk, 3)}`) as never, en: blocksFromText('') as never };
  const story = n >= STORIES ? (own as { id: string }).id : createStory(core, { title: words(desk, 2), brief: words(desk, 3), kind: 'administration', purpose: 'information', common }).id;
  const { accounts } = core.state().workspace;
  addVariants(core, story, Array.from({ length: 2 + desk.random.below(3) }, () => ({ account: desk.random.pick(accounts).id, language: 'ko' as const })));
}

/** One edit as a hand makes it: a word changed, put in or taken out, a paragraph split, joined or moved. */
function changed(desk: Desk, blocks: Blocks): string {
  const { random } = desk;
  const lines = plainText(blocks).split('\n').map((line) => line.split(' ').filter((word) => word !== ''));
  const line = random.pick(lines);
  const at = random.below(Math.max(1, line.length));
  const total = lines.reduce((sum, each) => sum + each.length, 0);
  const act = random.below(10);
  if (act < 4) line.splice(at, 1, desk.word());
  else if (act < 6 && total < 26) line.splice(at, 0, desk.word());
  else if (act < 7 && total > 4) line.splice(at, 1);
  else if (act < 8 && lines.length < 6) lines.splice(lines.indexOf(line) + 1, 0, line.splice(at), [desk.word()]);
  else if (act < 9 && lines.length > 1) lines.splice(0, 2, [...(lines[0] ?? []), ...(lines[1] ?? [])]);
  else line.push(desk.word());
  return lines.map((each) => each.join(' ')).join('\n');
}

export function edit(desk: Desk, given: VariantDraft | null = null): void {
  const draft = given ?? likely(desk, ['draft', 'in-review', 'changes-requested', 'published', 'failed'], 0.9);
  if (draft === null) return;
  const { core, acknowledged } = desk.desktop;
  const media = channelProfile(draft.channel).mediaRequired ? { media: [{ sha256: desk.picture, alt: '사진', decorative: false }] } : {};
  const title = channelProfile(draft.channel).hasTitle && draft.content.title === '' ? { title: desk.word() } : {};
  const blocks = blocksFromText(changed(desk, draft.content.blocks)) as never;
  const before = acknowledged.get(draft.id) ?? [];
  const text = (): string => findVariant(desk.desktop.db.read, draft.id)?.text ?? '';
  const old = draft.text;
  try {
    saveVariant(core, draft.id, draft.draftVersion, { blocks, ...media, ...title });
    desk.floors.edits += 1;
    acknowledged.set(draft.id, [text()]);
  } catch (error) {
    // Nobody was told: what is there now may be the one or the other.
    if (!desk.desktop.process.alive && text() !== old) acknowledged.set(draft.id, [...before, text()]);
    throw error;
  }
}

export function editStory(desk: Desk): void {
  const id = anyStory(desk);
  if (id === null) return;
  const story = loadStory(desk.desktop.db.read, id);
  const { random } = desk;
  const patch = random.pick([{ title: words(desk, 2) }, { labels: [desk.word()] }, { brief: words(desk, 4) }, { common: { ko: blocksFromText(changed(desk, story.content.common.ko)) as never } }]);
  saveStory(desk.desktop.core, id, story.draftVersion, patch);
}

/** Sends a text for review, now and then with another that is as far. */
export function submit(desk: Desk): void {
  const draft = likely(desk, ['draft', 'changes-requested']);
  // A channel that needs a picture has no post without one.
  if (draft !== null && channelProfile(draft.channel).mediaRequired && draft.content.media.length === 0) return edit(desk, draft);
  if (draft === null) return;
  const other = desk.random.chance(0.4) ? likely(desk, ['draft', 'changes-requested'], 1) : null;
  submitForReview(desk.desktop.core, other === null || other.id === draft.id ? [draft.id] : [draft.id, other.id], '');
}

/** Decides on the head as it is seen from here, or now and then on an older revision. By preference on what waits for a word from here, and now and then on all of that at once. */
export function review(desk: Desk): void {
  const { random, desktop } = desk;
  const waiting = desktop.db.read.all<{ id: string; base: string; hash: string; said: string | null }>(`SELECT v.id, b.id AS base, b.hash, json_extract(r.row, '$.status.waitingForServer.decision') AS said FROM variant_rows r JOIN variants v ON v.id = r.id JOIN revisions b ON b.id = v.base WHERE r.status = 'in-review' AND b.author <> ? ORDER BY v.id`, desktop.member);
  const fresh = waiting.filter(({ said }) => said === null);
  const others = fresh.length > 0 ? fresh : waiting;
  const draft = others.length > 0 && random.chance(0.9) ? findVariant(desktop.db.read, random.pick(others).id) : random.chance(0.2) ? anyVariant(desk) : null;
  if (draft === null) return;
  const rows = desktop.db.read.all<{ id: string; hash: string }>('SELECT id, hash FROM revisions WHERE subject = ? ORDER BY rowid', draft.id);
  const row = rows.find((each) => each.id === draft.base && random.chance(0.9)) ?? (rows.length === 0 ? undefined : random.pick(rows));
  if (row === undefined) return;
  const verdict = random.chance(0.8) ? 'approve' : random.pick(['request-changes', 'revoke'] as const);
  const reason = verdict === 'approve' ? '' : '다시';
  decide(desktop.core, [{ variant: draft.id, revision: row.id, contentHash: row.hash, verdict, reason }]);
  // Mostly who approves lets it go out as well; what waits instead may have expired by the morning.
  if (verdict === 'approve' && random.chance(0.6)) requestPublication(desktop.core, [draft.id]);
  const rest = verdict === 'approve' && random.chance(0.4) ? fresh.filter(({ id }) => id !== draft.id) : [];
  if (rest.length > 0) decide(desktop.core, rest.map(({ id, base, hash }) => ({ variant: id, revision: base, contentHash: hash, verdict, reason })));
}

/** Asks for what is approved and nobody has asked for yet; now and then for any. */
export function publish(desk: Desk): void {
  const { desktop, random } = desk;
  const { core, db } = desktop;
  const ready = db.read.all<{ id: string }>(`SELECT id FROM variant_rows r WHERE status = 'approved' AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.variant = r.id AND p.amends IS NULL AND p.state IN ('requested', 'queued', 'held')) ORDER BY id`);
  const draft = random.chance(0.93) && ready.length > 0 ? findVariant(db.read, random.pick(ready).id) : random.chance(desk.governs ? 0.2 : 0.06) ? anyVariant(desk) : null;
  if (draft !== null) requestPublication(core, [draft.id]);
}

/** Agrees on a word, or no longer: there are few, so that people speak of the same. */
function agree({ desktop: { core }, random }: Desk): void {
  putSetting(core, 'word', random.pick(['따릉이', '한빛톡', '온누리']), random.chance(0.25) ? null : { note: String(random.below(1_000)) });
}

/** Agrees on who must approve what, who belongs together, who stands in for whom: anybody may try, and only an admin may. */
export function govern({ desktop, random, floors }: Desk): void {
  const { core, db } = desktop;
  const { members, accounts } = core.state().workspace;
  const act = random.below(6);
  if (act < 3) {
    const label = random.pick(db.read.all<{ label: string }>('SELECT value AS label FROM stories, json_each(stories.content, \'$.labels\') ORDER BY 1').map((row) => row.label).concat('재난'));
    const match = { channels: [], kinds: [], labels: [], ...random.pick([{ channels: [random.pick(accounts).channel] }, { kinds: ['administration' as const] }, { labels: [label] }]) };
    const rule = {
      version: 1 + random.below(5), steps: [{ role: 'editor' as const, count: random.chance(0.1) ? ('all' as const) : 1 }], translationSteps: null, selfApproval: random.chance(0.2), ownGroup: random.chance(0.3),
      expiresAfterHours: random.pick([null, 1, 1, 3]), offline: random.chance(0.15) ? { roles: ['editor' as const], hours: 2 } : null,
    };
    putSetting(core, 'policy', random.pick(['가', '나']), random.chance(0.2) ? null : { match, rule });
  } else if (act < 5) {
    // With the one who approves most, as it is theirs to be kept from it.
    putSetting(core, 'group', '협력', random.chance(0.35) ? null : { members: [random.pick(members).id, members[1]?.id ?? ''] });
  } else {
    const hour = (hours: number): string => new Date(core.clock.now() + hours * 3_600_000).toISOString();
    const away = random.pick(members).id;
    putSetting(core, 'absence', away, random.chance(0.4) ? null : [{ from: hour(-1), until: hour(3), substitute: random.pick(members).id }]);
  }
  floors.rules += 1;
}

/** Stops publishing, or lets go of what somebody stopped. */
function brake(desk: Desk): void {
  const { core } = desk.desktop;
  const { random } = desk;
  const inForce = listHolds(core).filter(({ lifted }) => lifted === null);
  if (inForce.length > 0 && random.chance(0.7)) return liftHold(core, random.pick(inForce).id, [], []);
  const story = anyStory(desk);
  const { channel } = random.pick(core.state().workspace.accounts);
  placeHold(core, random.pick([{ kind: 'workspace' as const }, { kind: 'channel' as const, channel }, ...(story === null ? [] : [{ kind: 'story' as const, story }])]), '멈춤');
  desk.floors.holds += 1;
}

/** Whoever may lets go of every hold: once the day is over nothing waits for it. */
export function liftAll(desk: Desk): void {
  const { core } = desk.desktop;
  for (const { id, lifted } of listHolds(core)) if (lifted === null) liftHold(core, id, [], []);
}

/** Says of a publication what is true of it. With `only`, of that one. */
export function actOn(desk: Desk, only: string | null = null): void {
  const { desktop, random } = desk;
  if (only === null && random.chance(0.25)) return random.chance(0.4) ? agree(desk) : brake(desk);
  const rows = desktop.db.read.all<{ id: string; state: string; amends: string | null }>(`SELECT id, state, amends FROM publications WHERE amends IS NULL OR state <> 'requested' ORDER BY id`).filter((row) => only === null || row.id === only);
  if (rows.length === 0) return;
  const { id, state, amends } = random.pick(rows);
  const { core } = desktop;
  // A correction that was approved is seldom called off.
  const goes = amends === null ? 0.8 : 0.95;
  if (state === 'by-hand') actOnPublication(core, id, random.chance(goes) ? 'posted-by-hand' : 'cancel', 'https://channel.example/by-hand');
  else if (state === 'needs-person') {
    const truth = truthOf(desk.server, id);
    // Whoever is asked to look has to look: while a call is still under way, there is nothing to say.
    if (truth === 'unknown') return;
    if (truth === 'posted') actOnPublication(core, id, 'found-posted', 'https://channel.example/found');
    else actOnPublication(core, id, random.chance(0.7) ? 'not-posted' : 'cancel', '');
  } else if (state === 'held') {
    actOnPublication(core, id, random.chance(goes) ? 'release' : 'cancel', '');
  } else if (state === 'rejected' || state === 'expired') {
    if (random.chance(0.5)) actOnPublication(core, id, 'retry', '');
  } else if (state === 'requested' || state === 'queued') {
    if (random.chance(0.3)) actOnPublication(core, id, 'cancel', '');
  }
}

/** Two heads: a person chooses, by paragraph or as a whole. */
export function resolve(desk: Desk, only: string | null = null): void {
  const { desktop, random } = desk;
  const { core } = desktop;
  const rows = desktop.db.read.all<{ id: string }>(`SELECT id FROM variant_rows WHERE json_extract(row, '$.status.conflict') = 1 ORDER BY id`).filter((row) => only === null || row.id === only);
  if (rows.length === 0) return;
  const { id } = random.pick(rows);
  const known = new Set(desktop.db.read.all<{ id: string }>('SELECT id FROM revisions WHERE subject = ?', id).map((row) => row.id));
  desk.floors.conflicts += 1;
  core.write((unit) => {
    openVariant(unit, id);
    if (random.chance(0.5)) {
      const conflict = conflictOf(core, unit, id);
      const { conflicts } = mergeContent(conflict.base, conflict.mine.content, conflict.theirs.content);
      resolveByChoice(core, unit, id, { mine: conflict.mine.id, theirs: conflict.theirs.id }, conflicts.map(({ field }) => (field === 'media' || field === 'media-order' ? 'mine' : random.pick(['mine', 'theirs', 'both'] as const))));
    } else keepOneSide(core, unit, id, random.pick(['mine', 'theirs'] as const));
    reconcile(core, unit, id);
    for (const node of graphOf(unit, id)) if (!known.has(node.id)) desk.chosen.add(node.id);
  });
}

export function archive(desk: Desk): void {
  const { random, desktop } = desk;
  const story = anyStory(desk);
  const draft = anyVariant(desk);
  desk.archived.acts += 1;
  if (story !== null && random.chance(0.3)) archiveStory(desktop.core, story, loadStory(desktop.db.read, story).archived ? false : random.chance(0.2));
  else if (draft !== null) archiveVariant(desktop.core, draft.id, desktop.db.read.get(`SELECT 1 FROM variant_rows WHERE id = ? AND status = 'archived'`, draft.id) === undefined && random.chance(0.5));
}

export function keep(desk: Desk): void {
  if (desk.governs && desk.random.chance(0.7)) return govern(desk);
  const draft = anyVariant(desk);
  if (draft === null) return;
  const { random, desktop } = desk;
  const act = random.below(6);
  const revisions = desktop.db.read.all<{ id: string }>('SELECT id FROM revisions WHERE subject = ? ORDER BY rowid', draft.id);
  if (act < 3) checkpointVariant(desktop.core, draft.id, random.chance(0.5) ? desk.word() : '');
  else if (act < 5 && revisions.length > 0) restoreRevision(desktop.core, draft.id, random.pick(revisions).id);
  else relinkVariant(desktop.core, draft.id);
}

export function remark(desk: Desk): void {
  if (desk.governs && desk.random.chance(0.9)) return govern(desk);
  const draft = anyVariant(desk);
  if (draft === null) return;
  const { random, desktop } = desk;
  const comments = desktop.db.read.all<{ id: string; resolved: number }>('SELECT id, resolved FROM comments ORDER BY id');
  if (comments.length > 0 && random.chance(0.6)) {
    // People speak of the same few.
    const { id, resolved } = random.pick(comments.slice(0, 2));
    resolveComment(desktop.core, id, resolved === 0);
  } else if (draft.base !== null) addComment(desktop.core, { variant: draft.id, revision: draft.base, anchor: null, replyTo: null, text: desk.word(), suggestion: null });
}

/** What was refused is tried again or let go. */
export function settleParked(desk: Desk): void {
  const { random, desktop } = desk;
  const parked = desktop.db.read.all<{ id: string; kind: string }>(`SELECT id, kind FROM entries WHERE state = 'parked' ORDER BY id`);
  if (parked.length === 0) return;
  const texts = parked.filter(({ kind }) => kind === 'revision');
  // By preference a text, as others may stand on top of it.
  const { id } = random.pick([...parked, ...texts, ...texts]);
  desktop.core.write((unit) => (random.chance(0.5) ? retryItem(unit, id) : discardItem(desktop.core, unit, id)));
}
