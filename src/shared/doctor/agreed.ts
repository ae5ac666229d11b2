import { type ArchivingEntry, followStory } from '../domain/archiving.ts';
import { type Agreed, agreedOf, type PolicyTarget, RULE_COLLECTIONS } from '../domain/policy.ts';
import type { EntryOf } from '../sync/entry.ts';

type Numbered<Kind extends 'setting' | 'story-revision'> = { readonly seq: number; readonly entry: EntryOf<Kind> };

/** What was agreed on about approving just before the entry of a number came in, from the log's settings in their order. */
export function agreedHistory(settings: readonly Numbered<'setting'>[]): (seq: number) => Agreed {
  const present = new Map<string, { readonly collection: string; readonly key: string; readonly value: unknown }>();
  const known: { readonly seq: number; readonly agreed: Agreed }[] = [{ seq: 0, agreed: agreedOf([]) }];
  for (const { seq, entry: { subject, body } } of settings) {
    if (!RULE_COLLECTIONS.some((each) => each === body.collection)) continue;
    if (body.value === null) present.delete(subject);
    else present.set(subject, body);
    known.push({ seq, agreed: agreedOf([...present.values()]) });
  }
  return (seq) => known.findLast((each) => each.seq < seq)?.agreed ?? agreedOf([]);
}

/** Of which kind and with which labels a story was just before the entry of a number came in; null before it was known. */
export function storyHistory(revisions: readonly Numbered<'story-revision'>[]): (seq: number) => Omit<PolicyTarget, 'channel'> | null {
  return (seq) => revisions.findLast((each) => each.seq < seq)?.entry.body.content ?? null;
}

/** Whether a story was archived just before the entry of a number came in, from its own entries and the revisions of its variants in the log's order. */
export function archivedHistory(story: string, entries: readonly { readonly seq: number; readonly entry: ArchivingEntry }[]): (seq: number) => boolean {
  const turns: { readonly seq: number; readonly archived: boolean }[] = [];
  const following = followStory(story);
  for (const { seq, entry } of entries) {
    following.take(entry);
    const { archived } = following.now();
    if (archived !== (turns.at(-1)?.archived ?? false)) turns.push({ seq, archived });
  }
  return (seq) => turns.findLast((turn) => turn.seq < seq)?.archived ?? false;
}
