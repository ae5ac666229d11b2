import type { ConflictChoice, ConflictView } from '#shared/contract/views.ts';
import { hasLooks } from '#shared/document/looks.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { headsOf, isAncestor, newestCommonAncestor } from '#shared/domain/graph.ts';
import type { Id } from '#shared/domain/ids.ts';
import { type Choice, type Conflict, emptied, mergeContent, mergeRevision, resolveMerge } from '#shared/domain/merge-content.ts';
import type { Core } from '../core.ts';
import { contentOf, graphOf } from '../log/graph.ts';
import { refuse } from '../refusal.ts';
import type { Unit } from '../unit.ts';
import { blocksForChannel } from '../variants/common-text.ts';
import { reviseVariant } from '../variants/revise.ts';
import { loadVariant } from '../variants/store.ts';
import { loadRevision } from '../views/revision-view.ts';
import { appendMerge } from './reconcile.ts';

/** The head that this device's draft stands on, and the others. Refuses with `conflict` when there is nothing to choose. */
function sidesOf(unit: Unit, id: Id): { readonly own: Id; readonly others: readonly Id[] } {
  const graph = graphOf(unit, id);
  const heads = headsOf(graph);
  if (heads.length < 2) refuse('conflict', 'one head');
  const mine = loadVariant(unit, id).base;
  // A draft on an older revision has its newest successor among the heads as "mine".
  const own = heads.find((head) => head === mine) ?? heads.find((head) => mine !== null && isAncestor(graph, mine, head)) ?? heads[0] ?? refuse('conflict');
  return { own, others: heads.filter((head) => head !== own) };
}

/** Where they parted; a content without words where they have nothing in common. */
function parting(unit: Unit, id: Id, mine: Id, theirs: Id): VariantContent {
  const ancestor = newestCommonAncestor(graphOf(unit, id), mine, theirs);
  return ancestor === null ? emptied(contentOf<VariantContent>(unit, mine).content) : contentOf<VariantContent>(unit, ancestor).content;
}

/**
 * What a person is asked: both heads and where they parted. What is being written becomes a revision
 * first, so that the question is about the text on screen. Refuses with `not-found`, `conflict` (there is none).
 */
export function conflictOf(core: Core, unit: Unit, id: Id): ConflictView {
  sidesOf(unit, id);
  if (loadVariant(unit, id).dirty) reviseVariant(core, unit, id);
  const { own, others } = sidesOf(unit, id);
  const [other] = others;
  if (other === undefined) return refuse('conflict', 'one head');
  return { base: parting(unit, id, own, other), mine: loadRevision(unit, own), theirs: loadRevision(unit, other) };
}

/**
 * Joins two heads as a person chose, place by place; an answer for each conflict of `mergeContent`, in its order.
 * Refuses with `conflict` when the heads or the draft have moved on since the question, `bad-input` when answers are missing or do not fit.
 */
export function resolveByChoice(core: Core, unit: Unit, id: Id, heads: { readonly mine: Id; readonly theirs: Id }, choices: readonly ConflictChoice[]): void {
  const draft = loadVariant(unit, id);
  const { own, others } = sidesOf(unit, id);
  if (draft.dirty || own !== heads.mine || !others.includes(heads.theirs)) refuse('conflict', 'the heads have moved on');
  const mine = contentOf<VariantContent>(unit, heads.mine);
  const merge = mergeContent(parting(unit, id, heads.mine, heads.theirs), mine.content, contentOf<VariantContent>(unit, heads.theirs).content);
  if (choices.length !== merge.conflicts.length) refuse('bad-input', `${String(merge.conflicts.length)} answers are due`);
  const resolved = resolveMerge(merge, merge.conflicts.map((conflict, index) => answerTo(conflict, choices[index])));
  const content: VariantContent = { ...resolved, blocks: blocksForChannel(resolved.blocks, draft.channel) };
  appendMerge(core, unit, id, [heads.mine, heads.theirs], content, mine.row, core.state().seat);
  standOn(core, unit, id, mergeRevision([heads.mine, heads.theirs], content).id);
}

function answerTo(conflict: Conflict, choice: ConflictChoice | undefined): Choice {
  if (choice === undefined) return refuse('bad-input', 'an answer is missing');
  if (typeof choice === 'string') return choice === 'both' && conflict.field === 'media-order' ? refuse('bad-input', 'an order cannot be both') : choice;
  if (conflict.field === 'media' || conflict.field === 'media-order') return refuse('bad-input', 'a picture is not a text');
  if ('blocks' in choice) return conflict.field === 'blocks' ? choice : refuse('bad-input', 'a field has no blocks');
  if (conflict.field !== 'blocks') return choice;
  // Words alone would let headings, links and pictures of the place vanish without anybody having said so.
  if (hasLooks(conflict.mine) || hasLooks(conflict.theirs)) return refuse('bad-input', 'a text with looks is answered with them');
  return { blocks: blocksFromText(choice.text) };
}

/**
 * A person has chosen between two heads: the side that is kept becomes the new head, and the other
 * stays in the history. `mine` is what this device's draft says. Refuses with `not-found`, and with
 * `conflict` when there is nothing to choose.
 */
export function keepOneSide(core: Core, unit: Unit, id: Id, keep: 'mine' | 'theirs'): void {
  sidesOf(unit, id);
  if (loadVariant(unit, id).dirty) reviseVariant(core, unit, id);
  const { own, others } = sidesOf(unit, id);
  let current = own;
  for (const other of others) {
    const kept = contentOf<VariantContent>(unit, keep === 'mine' ? current : other);
    appendMerge(core, unit, id, [current, other], kept.content, kept.row, core.state().seat);
    current = mergeRevision([current, other], kept.content).id;
  }
  standOn(core, unit, id, current);
}

/** The draft becomes what that revision says. */
function standOn(core: Core, unit: Unit, id: Id, revision: Id): void {
  const { row } = contentOf<VariantContent>(unit, revision);
  unit.run(
    'UPDATE variants SET content = ?, hash = ?, base = ?, dirty = 0, linked = 0, draft_version = draft_version + 1, source_variant = ?, source_revision = ?, saved_at = ? WHERE id = ?',
    row.content, row.hash, revision, row.source_variant, row.source_revision, core.now(), id,
  );
  unit.touchVariant(id);
  unit.touchSearch(loadVariant(unit, id).story);
}
