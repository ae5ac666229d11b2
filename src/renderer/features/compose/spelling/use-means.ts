import { useMemo } from 'react';
import type { Language } from '#shared/domain/ids.ts';
import { PlainWordSetting, TermSetting } from '#shared/domain/word-setting.ts';
import type { SpellingMeans } from '#shared/language/spelling/check.ts';
import { glossaryOf } from '#shared/language/spelling/glossary.ts';
import { knownWords } from '#shared/language/spelling/known-words.ts';
import { useShellState } from '../../../app/shell-state.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { useSettingsOf } from '../../../rpc/queries.ts';
import { useIgnored } from './ignored.ts';
import type { Lookups } from './lookups.ts';

/** What a text is checked with: the newsroom's lists, this device's choices, the dictionaries' answers. Null while the check is off. */
export function useSpellingMeans(place: string, lookups: Lookups): SpellingMeans | null {
  const { spelling, spellingKo, spellingEn, plainWords } = useShellState().state.settings;
  const words = useSettingsOf('word').data;
  const plain = useSettingsOf('plain-word').data;
  const terms = useSettingsOf('term').data;
  const ignored = useIgnored(place);
  const { workspace } = useWorkspaceView();
  // The newsroom's own name and its people need no list.
  const names = useMemo(() => [workspace.name, ...workspace.members.map(({ name }) => name), ...workspace.accounts.map(({ name }) => name)].flatMap((name) => Object.values(name)), [workspace]);
  const known = useMemo(() => knownWords([...names, ...[...(words ?? []), ...(terms ?? [])].map(({ key }) => key)]), [names, words, terms]);
  const glossary = useMemo(
    () =>
      glossaryOf(
        (plain ?? []).flatMap(({ key, value }) => {
          const parsed = PlainWordSetting.safeParse(value);
          return parsed.success ? [{ hard: key, ...parsed.data }] : [];
        }),
        (terms ?? []).flatMap(({ key, value }) => {
          const parsed = TermSetting.safeParse(value);
          return parsed.success ? [{ term: key, ...parsed.data }] : [];
        }),
      ),
    [plain, terms],
  );
  // The lists first: names would be marked until they are there.
  const isReady = words !== undefined && plain !== undefined && terms !== undefined;
  return useMemo(() => {
    const languages = new Set<Language>([...(spellingKo ? (['ko'] as const) : []), ...(spellingEn ? (['en'] as const) : [])]);
    if (!spelling || languages.size === 0 || !isReady) return null;
    return { languages, verdict: lookups.verdict, known, glossary, plainWords, ignored: new Set(ignored) };
  }, [spelling, spellingKo, spellingEn, plainWords, isReady, lookups, known, glossary, ignored]);
}
