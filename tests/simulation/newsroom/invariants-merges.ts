import { plainText } from '#shared/document/plain-text.ts';
import { newestCommonAncestor } from '#shared/domain/graph.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { tally } from './floors.ts';
import type { Newsroom } from './newsroom.ts';

type Revision = { readonly id: string; readonly parents: readonly string[]; readonly words: readonly string[] };

/** 11, for merges that nobody was asked about: told from the words alone, each of which was typed once. Nothing of either side is lost or doubled, and what one side took out does not come back. */
export function mergesBroken({ server, chosen, floors }: Newsroom): string | null {
  const bySubject = new Map<string, Revision[]>();
  const known = new Set<string>();
  for (const { subject, entry } of server.ground.raw.prepare(`select subject, entry from log where kind = 'revision' order by seq`).all() as { subject: string; entry: string }[]) {
    const { body } = JSON.parse(entry) as EntryOf<'revision'>;
    if (known.has(body.revision)) continue;
    known.add(body.revision);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), { id: body.revision, parents: body.parents, words: plainText(body.content.blocks).split(/\s+/u).filter(Boolean) }]);
  }
  for (const revisions of bySubject.values()) {
    const byId = new Map(revisions.map((revision) => [revision.id, revision]));
    for (const merge of revisions) {
      const [first, second] = merge.parents;
      if (first === undefined || second === undefined) continue;
      floors.merges += 1;
      const [a, b] = [byId.get(first), byId.get(second)];
      const ancestor = newestCommonAncestor(revisions, first, second);
      const base = ancestor === null ? null : byId.get(ancestor);
      tally(floors.checks, '11');
      if (chosen.has(merge.id) || a === undefined || b === undefined || base === null || base === undefined) continue;
      const texts = [base, a, b, merge].map((each) => each.words.join(' ')).join(' | ');
      // Who keeps both sides of a conflict has words twice from then on: which of the two is meant later, words alone do not tell.
      const isOne = (word: string): boolean => [base, a, b].every((each) => count(each.words, word) <= 1) && (base.words.includes(word) || !a.words.includes(word) || !b.words.includes(word));
      for (const side of [a, b]) {
        const lost = side.words.find((word) => !base.words.includes(word) && !merge.words.includes(word));
        if (lost !== undefined) return `11: the merge ${merge.id} has lost the word ${lost}: ${texts}`;
        const back = base.words.find((word) => isOne(word) && !side.words.includes(word) && merge.words.includes(word));
        if (back !== undefined) return `11: the merge ${merge.id} has brought back the word ${back}: ${texts}`;
      }
      const doubled = merge.words.find((word) => isOne(word) && count(merge.words, word) > 1);
      if (doubled !== undefined) return `11: the merge ${merge.id} has the word ${doubled} twice: ${texts}`;
    }
  }
  return null;
}

type StoryRevision = { readonly id: string; readonly parents: readonly string[]; readonly title: string; readonly texts: readonly (readonly string[])[] };

/** 11, for a story's own fields, which are merged without asking: what either side wrote into a text is there; what only one side changed is as that side has it. */
export function storyMergesBroken({ server, floors }: Newsroom): string | null {
  const bySubject = new Map<string, Map<string, StoryRevision>>();
  for (const { subject, entry } of server.ground.raw.prepare(`select subject, entry from log where kind = 'story-revision' order by seq`).all() as { subject: string; entry: string }[]) {
    const { content, parents, revision: id } = (JSON.parse(entry) as EntryOf<'story-revision'>).body;
    const texts = [content.brief, plainText(content.common.ko)].map((text) => text.split(/\s+/u).filter(Boolean));
    const known = bySubject.get(subject) ?? new Map<string, StoryRevision>();
    if (!known.has(id)) bySubject.set(subject, known.set(id, { id, parents, title: content.title, texts }));
  }
  for (const revisions of bySubject.values()) {
    for (const merge of revisions.values()) {
      const [first, second] = merge.parents;
      if (first === undefined || second === undefined) continue;
      floors.storyMerges += 1;
      tally(floors.checks, '11');
      const [a, b] = [revisions.get(first), revisions.get(second)];
      const ancestor = newestCommonAncestor([...revisions.values()], first, second);
      const base = ancestor === null ? undefined : revisions.get(ancestor);
      if (a === undefined || b === undefined || base === undefined) continue;
      for (const side of [a, b]) {
        for (const [index, words] of side.texts.entries()) {
          const lost = words.find((word) => base.texts[index]?.includes(word) === false && merge.texts[index]?.includes(word) === false);
          if (lost !== undefined) return `11: the merge ${merge.id} of a story has lost the word ${lost}`;
        }
      }
      const titles = a.title === base.title ? [b.title] : b.title === base.title ? [a.title] : [a.title, b.title];
      if (!titles.includes(merge.title)) return `11: the merge ${merge.id} of a story has the title ${merge.title}, which nobody gave it last`;
    }
  }
  return null;
}

function count(words: readonly string[], word: string): number {
  return words.filter((each) => each === word).length;
}
