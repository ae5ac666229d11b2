import { startTransition, useEffect, useMemo, useState } from 'react';
import { fieldKey, type TextField } from '#shared/find/fields.ts';
import type { Language } from '#shared/domain/ids.ts';
import { checkSpelling, type ParagraphCache, type SpellingMeans } from '#shared/language/spelling/check.ts';
import type { SpellingFinding } from '#shared/language/spelling/types.ts';
import { whenAtRest, type TextEditor } from '../../../editor/index.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { anchoredFindings } from './anchor.ts';
import { listed, type ListedSpelling } from './listed.ts';
import { lookupsOf } from './lookups.ts';
import { useSpellingMeans } from './use-means.ts';

/** How long a text rests before it is checked: nobody wants to hear of a word that is not finished. Milliseconds. */
const REST_MS = 500;

/** Paragraphs that were checked, as long as they are checked with the same lists. */
const caches = new WeakMap<SpellingMeans, ParagraphCache>();

function cacheOf(means: SpellingMeans): ParagraphCache {
  let cache = caches.get(means);
  if (cache === undefined) {
    cache = new Map();
    caches.set(means, cache);
  }
  return cache;
}

/** A short text beside the text: a title, a picture's description, the first comment. */
export interface FieldText {
  readonly field: TextField;
  readonly text: string;
}

interface CheckedField extends FieldText {
  readonly findings: readonly SpellingFinding[];
}

/** Texts that have no such fields. */
export const NO_FIELDS: readonly FieldText[] = [];

interface Checked {
  readonly means: SpellingMeans;
  readonly text: string;
  readonly inText: readonly SpellingFinding[];
  readonly inFields: readonly CheckedField[];
  readonly trouble: Readonly<Partial<Record<Language, 'missing' | 'failed'>>>;
}

export interface SpellingState {
  readonly isOn: boolean;
  readonly findings: readonly ListedSpelling[];
  /** Dictionaries that are in use and cannot be asked. */
  readonly trouble: readonly { readonly language: Language; readonly state: 'missing' | 'failed' }[];
}

/**
 * The spelling of a text and the fields beside it. Checked once the text rests and no syllable is under composition; until the next
 * check what was found moves along with the words, and lets go of those that change. Paragraphs that stay are not looked at
 * again. `place` names the text for what is ignored in it.
 */
export function useSpelling({ text, fields, editor, place }: { readonly text: string; readonly fields: readonly FieldText[]; readonly editor: TextEditor; readonly place: string }): SpellingState {
  const core = useCore();
  const lookups = lookupsOf(core);
  const means = useSpellingMeans(place, lookups);
  const [checked, setChecked] = useState<Checked | null>(null);

  useEffect(() => {
    if (means === null) return undefined;
    let isPast = false;
    const cache = cacheOf(means);
    const check = (): void => {
      const first = checkAll(text, fields, means, cache);
      const trouble = lookups.trouble();
      startTransition(() => setChecked({ means, text, ...first, trouble }));
      if (first.unasked.length === 0) return;
      // A later text has a check of its own; what is answered meanwhile is known to that one.
      void lookups.ask(first.unasked).then(() => {
        if (isPast) return;
        const askedAgain = lookups.trouble();
        const again = checkAll(text, fields, means, cache);
        whenAtRest(editor, () => {
          if (!isPast) startTransition(() => setChecked({ means, text, ...again, trouble: askedAgain }));
        });
      }, () => undefined);
    };
    const timer = setTimeout(() => whenAtRest(editor, () => {
      if (!isPast) check();
    }), REST_MS);
    return () => {
      isPast = true;
      clearTimeout(timer);
    };
  }, [text, fields, means, lookups, editor]);

  return useMemo((): SpellingState => {
    if (means === null) return { isOn: false, findings: [], trouble: [] };
    if (checked === null) return { isOn: true, findings: [], trouble: [] };
    // What was just added as a name or ignored is gone at once.
    const holds = ({ word }: SpellingFinding): boolean => checked.means === means || !means.ignored.has(word);
    return {
      isOn: true,
      findings: [
        ...anchoredFindings(checked.inText, checked.text, text).filter(holds).map((finding) => listed(finding, { name: 'text' })),
        ...checked.inFields.filter((each) => fields.some(({ field, text: now }) => fieldKey(field) === fieldKey(each.field) && now === each.text)).flatMap(({ field, findings }) => findings.filter(holds).map((finding) => listed(finding, field))),
      ],
      trouble: [...means.languages].flatMap((language) => {
        const state = checked.trouble[language];
        return state === undefined ? [] : [{ language, state }];
      }),
    };
  }, [means, checked, text, fields]);
}

function checkAll(text: string, fields: readonly FieldText[], means: SpellingMeans, cache: ParagraphCache): Pick<Checked, 'inText' | 'inFields'> & Pick<ReturnType<typeof checkSpelling>, 'unasked'> {
  const inText = checkSpelling(text, means, cache);
  const inFields = fields.map((each) => ({ each, ...checkSpelling(each.text, means, cache) }));
  return {
    inText: inText.findings,
    inFields: inFields.map(({ each, findings }) => ({ ...each, findings })),
    unasked: [...inText.unasked, ...inFields.flatMap(({ unasked }) => unasked)],
  };
}
