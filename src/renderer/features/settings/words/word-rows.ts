import type { SettingView } from '#shared/contract/views.ts';
import { PlainWordSetting, TermSetting, WordSetting } from '#shared/domain/word-setting.ts';
import { PLAIN_WORDS } from '#shared/language/spelling/plain-words.ts';

/** The lists of words that a newsroom keeps. */
export type WordList = 'word' | 'term' | 'plain-word';

/** A line of a list. */
export interface WordRow {
  readonly key: string;
  /** What stands beside it: the plain word, the other forms. */
  readonly beside: string;
  readonly note: string;
  /** Comes with the app, and cannot be removed but switched off. */
  readonly isBuiltIn: boolean;
  readonly isOff: boolean;
  /** Who set it and when; null for what comes with the app. */
  readonly set: { readonly author: string; readonly at: string } | null;
}

/** The lines of a list in the order of their words: the newsroom's own, and of the plain words the built-in ones among them. */
export function wordRows(list: WordList, settings: readonly SettingView[]): WordRow[] {
  const rows = new Map<string, WordRow>();
  if (list === 'plain-word') {
    for (const { hard, plain } of PLAIN_WORDS) rows.set(hard, { key: hard, beside: plain, note: '', isBuiltIn: true, isOff: false, set: null });
  }
  for (const setting of settings) {
    const row = rowOf(list, setting, rows.get(setting.key));
    if (row !== null) rows.set(row.key, row);
  }
  return [...rows.values()].toSorted((a, b) => a.key.localeCompare(b.key, 'ko'));
}

function rowOf(list: WordList, { key, value, author, at }: SettingView, builtIn: WordRow | undefined): WordRow | null {
  const set = { author, at };
  const base = { key, isBuiltIn: false, isOff: false, set };
  switch (list) {
    case 'word': {
      const parsed = WordSetting.safeParse(value);
      return parsed.success ? { ...base, beside: '', note: parsed.data.note } : null;
    }
    case 'term': {
      const parsed = TermSetting.safeParse(value);
      return parsed.success ? { ...base, beside: parsed.data.wrong.join(', '), note: parsed.data.note } : null;
    }
    case 'plain-word': {
      const parsed = PlainWordSetting.safeParse(value);
      if (!parsed.success) return null;
      const { plain, note } = parsed.data;
      if (plain !== '') return { ...base, beside: plain, note };
      return builtIn === undefined ? null : { ...builtIn, isOff: true, set };
    }
  }
}

/** Lines that have the query in one of their parts, whatever its capitals. */
export function foundRows(rows: readonly WordRow[], query: string): readonly WordRow[] {
  const wanted = query.trim().normalize('NFC').toLowerCase();
  return wanted === '' ? rows : rows.filter(({ key, beside, note }) => [key, beside, note].some((part) => part.toLowerCase().includes(wanted)));
}
