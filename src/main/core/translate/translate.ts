import type { SegmentView, TranslationView, VariantRow } from '#shared/contract/views.ts';
import type { z } from 'zod';
import type { Blocks } from '#shared/document/blocks.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { buildVariantRow } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import { checkVersion, openVariant } from '../stories/guards.ts';
import type { Unit } from '../unit.ts';
import { blocksForChannel } from '../variants/common-text.ts';
import { reviseVariant } from '../variants/revise.ts';
import type { VariantDraft } from '../variants/store.ts';
import { loadVariant } from '../variants/store.ts';
import { writeDraft } from '../variants/write-draft.ts';
import type { DocLine } from '#shared/document/lines.ts';
import { docLines, emptyLike, insertLine, mirrorPlace, oneLine, removeLines, replaceLine } from '#shared/document/lines.ts';
import type { Alignment, Pair } from '#shared/language/translation-pairs.ts';
import { alignTranslation } from '#shared/language/translation-pairs.ts';
import { pairsOf, storePairs } from './stored-pairs.ts';

interface Desk {
  readonly source: VariantDraft;
  readonly target: VariantDraft;
  readonly sourceLines: readonly DocLine[];
  readonly targetLines: readonly DocLine[];
  readonly known: readonly Pair[];
  readonly alignment: Alignment;
}

/** Refuses with `not-found`, and with `bad-input` two variants that are no original and translation. */
function desk(db: ReadableDb, sourceId: Id, targetId: Id): Desk {
  const source = loadVariant(db, sourceId);
  const target = loadVariant(db, targetId);
  if (source.story !== target.story || source.language === target.language) refuse('bad-input', 'translation');
  const sourceLines = docLines(source.content.blocks);
  const targetLines = docLines(target.content.blocks);
  const known = pairsOf(db, sourceId, target);
  return { source, target, sourceLines, targetLines, known, alignment: alignTranslation(known, sourceLines.map((line) => line.text), targetLines.map((line) => line.text)) };
}

export function translationView(core: Core, sourceId: Id, targetId: Id): TranslationView {
  const { read } = core.db;
  const { source, target, alignment } = desk(read, sourceId, targetId);
  const row = (draft: VariantDraft): VariantRow => buildVariantRow(read, draft, core.state(), core.clock.now());
  return {
    source: row(source),
    target: row(target),
    sourceRevision: target.source?.variant === sourceId ? target.source.revision : null,
    sourceIsDraft: source.dirty || (target.source?.variant === sourceId && target.source.revision !== source.base),
    segments: alignment.segments.map((segment, index): z.infer<typeof SegmentView> => ({ index, source: segment.source, target: segment.target, state: segment.state, previousSource: segment.previousSource })),
    orphans: alignment.orphans.map(({ line }) => docLines(target.content.blocks)[line]?.text ?? ''),
    draftVersion: target.draftVersion,
  };
}

/**
 * Writes one segment's words into the target's draft and leaves the rest of it as it is. `confirm`
 * binds them to the source as it stands, which becomes a revision if it is none yet.
 * Refuses with `not-found`, `archived`, `stale-draft`, `bad-input`.
 */
export function saveSegment(core: Core, input: { readonly source: Id; readonly target: Id; readonly index: number; readonly text: string; readonly confirm: boolean; readonly draftVersion: number }): TranslationView {
  core.write((unit) => {
    checkVersion(openVariant(unit, input.target), input.draftVersion);
    if (input.confirm) reviseVariant(core, unit, input.source);
    const at = desk(unit, input.source, input.target);
    const segment = at.alignment.segments[input.index] ?? refuse('bad-input', 'index');
    const text = oneLine(input.text);
    const blocks = withWords(at, input.index, text);
    const confirmed = input.confirm && text !== '';
    const source = confirmed && at.source.base !== null ? { variant: at.source.id, revision: at.source.base } : at.target.source;
    const unchanged = text === segment.target;
    writeDraft(core, unit, at.target, { content: { ...at.target.content, blocks: blocksForChannel(blocks, at.target.channel) }, linked: at.target.linked && unchanged, source });
    storePairs(unit, at.source.id, at.target.id, pairsAfter(at, input.index, text, confirmed));
  });
  return translationView(core, input.source, input.target);
}

function withWords({ target, source, sourceLines, targetLines, alignment }: Desk, index: number, text: string): Blocks {
  const from = sourceLines[index];
  const line = alignment.segments[index]?.line ?? null;
  const place = line === null ? undefined : targetLines[line];
  // An emptied line stays as a blank one, so that the shape of the text stays.
  if (place !== undefined) return replaceLine(target.content.blocks, place, text);
  if (text === '' || from === undefined) return target.content.blocks;
  // An empty target takes the source's shape, blank lines and all.
  const blocks = targetLines.length === 0 ? emptyLike(source.content.blocks) : target.content.blocks;
  const mirrored = mirrorPlace(source.content.blocks, blocks, from);
  if (mirrored !== null) return replaceLine(blocks, mirrored, text);
  // Else after the nearest line before it that has a translation; at the very start when none has.
  const before = alignment.segments.slice(0, index).findLast((segment) => segment.line !== null)?.line ?? null;
  const after = before === null ? -1 : (targetLines[before]?.block ?? -1);
  return insertLine(blocks, after, source.content.blocks[from.block], text);
}

/** What is known after one segment was written: the others as they stand, so that a change of the source stays seen until it is confirmed. */
function pairsAfter({ known, alignment }: Desk, index: number, text: string, confirmed: boolean): Pair[] {
  const pairs: Pair[] = alignment.segments.map((segment, position) => {
    if (position === index) {
      const source = confirmed || segment.previousSource === null ? segment.source : segment.previousSource;
      return { source, target: text, confirmed };
    }
    return { source: segment.previousSource ?? segment.source, target: segment.target, confirmed: segment.state === 'confirmed' || (segment.state === 'source-changed' && known.some((pair) => pair.source === segment.previousSource && pair.confirmed)) };
  });
  return [...pairs, ...alignment.orphans.map(({ pair }) => pair)];
}

/** Lets go of lines of the target whose source was removed. Refuses with `not-found`, `archived`, `bad-input`. */
export function dropOrphans(core: Core, sourceId: Id, targetId: Id): TranslationView {
  core.write((unit: Unit) => {
    openVariant(unit, targetId);
    const at = desk(unit, sourceId, targetId);
    if (at.alignment.orphans.length === 0) return;
    const gone = at.alignment.orphans.flatMap(({ line }) => at.targetLines[line] ?? []);
    const blocks = removeLines(at.target.content.blocks, gone);
    writeDraft(core, unit, at.target, { content: { ...at.target.content, blocks: blocksForChannel(blocks, at.target.channel) }, linked: false });
    const orphaned = new Set(at.alignment.orphans.map(({ pair }) => pair));
    storePairs(unit, sourceId, targetId, at.known.filter((pair) => !orphaned.has(pair)));
  });
  return translationView(core, sourceId, targetId);
}
