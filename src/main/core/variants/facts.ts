import type { StoryFactsView, StoryTextView } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import { compareStory, type FactConflict, type StoryText } from '#shared/language/facts/compare-story.ts';
import { storyFactsOf, type StoryFact } from '#shared/language/facts/story-facts.ts';
import { writeFact } from '#shared/language/facts/write-fact.ts';
import type { Core } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { listSettings } from '../read-models/settings.ts';
import { loadStory } from '../stories/store.ts';
import { variantsOfStory } from './store.ts';

/** How many texts' facts are remembered: of a story under work nearly all stay as they are between two looks. */
const REMEMBERED = 200;
/** A brief longer than this is a collection of documents, whose facts are many and not the story's. UTF-16 units. */
const LONGEST = 100_000;
const remembered = new Map<string, readonly StoryFact[]>();

function rememberedFacts({ language, text }: Pick<StoryText, 'language' | 'text'>, terms: readonly string[]): readonly StoryFact[] {
  const key = `${language}|${terms.join('|')}|${text}`;
  const facts = remembered.get(key) ?? storyFactsOf(text, language, terms);
  remembered.delete(key);
  remembered.set(key, facts);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED) break;
    remembered.delete(oldest);
  }
  return facts;
}

/** The brief, the common texts, and the variants with words of their own. */
function textsOf(db: ReadableDb, story: Id): StoryTextView[] {
  const { content } = loadStory(db, story);
  const language: Language = /[가-힣]/u.test(content.brief) ? 'ko' : 'en';
  const archived = new Set(db.all<{ id: Id }>(`SELECT id FROM variant_rows WHERE story = ? AND status = 'archived'`, story).map(({ id }) => id));
  const own = variantsOfStory(db, story).filter((draft) => !draft.linked && !archived.has(draft.id));
  return [
    { id: 'brief', kind: 'brief' as const, language, text: content.brief },
    { id: 'common:ko', kind: 'common' as const, language: 'ko' as const, text: plainText(content.common.ko) },
    { id: 'common:en', kind: 'common' as const, language: 'en' as const, text: plainText(content.common.en) },
    ...own.map((draft) => ({ id: draft.id, kind: 'variant' as const, language: draft.language, text: plainText(draft.content.blocks) })),
  ].filter(({ text }) => text.trim() !== '' && text.length <= LONGEST);
}

/** What the texts of a story say differently of one thing. Refuses with `not-found`. */
export function storyFacts(core: Core, id: Id): StoryFactsView {
  const { read } = core.db;
  const texts = textsOf(read, id);
  const terms = listSettings(read, 'word').map(({ key }) => key);
  const { conflicts, leftOut } = compareStory(texts, (text) => rememberedFacts(text, terms));
  const dismissed = new Set(read.all<{ fact: string }>('SELECT fact FROM dismissed_facts WHERE story = ?', id).map(({ fact }) => fact));
  const languages = new Map(texts.map(({ id: textId, language }) => [textId, language]));
  return {
    texts: texts.map(({ id: textId, kind, language }) => ({ id: textId, kind, language })),
    conflicts: conflicts.map((conflict) => ({ ...viewOf(conflict, languages), dismissed: dismissed.has(conflict.key) })),
    leftOut: leftOut.map(({ textId, from, facts }) => ({ textId, from, facts: facts.map(placeOf) })),
  };
}

function placeOf({ text, start, end, value }: StoryFact) {
  return { text, start, end, value };
}

function viewOf({ key, kind, sides }: FactConflict, languages: ReadonlyMap<string, Language>) {
  return {
    key,
    kind,
    sides: sides.map(({ textId, fact }) => ({
      ...placeOf(fact),
      textId,
      becomes: Object.fromEntries(
        sides.flatMap(({ fact: right }) => {
          if (right.value === fact.value) return [];
          const written = writeFact(right, fact, languages.get(textId) ?? 'ko');
          return written === null || written === fact.text ? [] : [[right.value, written] as const];
        }),
      ),
    })),
  };
}

/** Refuses with `not-found`. */
export function dismissFact(core: Core, story: Id, key: string, dismissed: boolean): void {
  core.write((unit) => {
    loadStory(unit, story);
    if (dismissed) unit.run('INSERT INTO dismissed_facts (story, fact, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', story, key, core.now());
    else unit.run('DELETE FROM dismissed_facts WHERE story = ? AND fact = ?', story, key);
    unit.changed('story', story);
  });
}
