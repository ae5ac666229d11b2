import { useCallback } from 'react';
import type { Finding } from '#shared/channels/types.ts';
import { fieldKey, type TextField } from '#shared/find/fields.ts';
import type { SpellingFinding } from '#shared/language/spelling/types.ts';
import { type Translate, useT } from '../../../components/use-t.ts';
import { fieldName } from '../find/field-name.ts';
import { checkText, useTexts } from '../texts.ts';

/** What the checks list shows and F8 walks through: what the channel's checks found, and what the spelling check did. */
export type Listed = (Finding & { readonly spelling?: undefined }) | ListedSpelling;

export interface ListedSpelling extends Pick<Finding, 'id' | 'level' | 'fix'> {
  readonly where: { readonly field: TextField; readonly start: number; readonly end: number };
  readonly spelling: SpellingFinding;
}

/** A finding of the spelling check as the list has it. What is certain in the text has a mend of one key; the rest asks. */
export function listed(spelling: SpellingFinding, field: TextField): ListedSpelling {
  const { level, start, end, mend } = spelling;
  const fix = field.name === 'text' && mend !== null ? ({ kind: 'replace', field: 'text', start, end, text: mend } as const) : null;
  return { id: `${fieldKey(field)}:${spelling.id}`, level, where: { field, start, end }, fix, spelling };
}

/** What a finding says, in a sentence. */
export function spellingText(t: Translate<'spelling'>, finding: SpellingFinding): string {
  const { kind, word, mend, better, note, rule, level } = finding;
  const said =
    kind === 'rule' && rule !== null
      ? t('finding.rule', { word, mend: mend ?? '', why: t(`rule.${rule}`) })
      : kind === 'word'
        ? t(level === 'hint' ? 'finding.name' : 'finding.word', { word })
        : t(kind === 'term' ? 'finding.term' : 'finding.plain', { word, better });
  return note === '' ? said : `${said} ${t('finding.note', { note })}`;
}

/** The words of any finding of the list. */
export function useListedText(): (finding: Listed) => string {
  const t = useTexts();
  const { t: tSpelling } = useT('spelling');
  const { t: tFind } = useT('find');
  return useCallback(
    (finding) => {
      if (finding.spelling === undefined) return checkText(t, finding.key, finding.values);
      const text = spellingText(tSpelling, finding.spelling);
      const { field } = finding.where;
      return field.name === 'text' ? text : tSpelling('finding.inField', { field: fieldName(field, tFind), text });
    },
    [t, tSpelling, tFind],
  );
}
