import { type ReactNode, useMemo } from 'react';
import type { Language } from '#shared/domain/ids.ts';
import { measureText, toldReadingTime } from '#shared/language/text-measures.ts';
import { useStore } from '../../../app/store.ts';
import styles from '../compose.module.css';
import type { PlainRange } from '../../../editor/index.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { type Texts, useTexts } from '../texts.ts';

function inWords(t: Texts, text: string, language: Language, withCharacters: boolean): string {
  const { characters, words, sentences, paragraphs, readingSeconds } = measureText(text, language);
  const time = toldReadingTime(readingSeconds);
  return [
    ...(withCharacters ? [t('focus:measures.characters', { count: characters })] : []),
    t('focus:measures.words', { count: words }),
    t('focus:measures.sentences', { count: sentences }),
    t('focus:measures.paragraphs', { count: paragraphs }),
    ...(time === null ? [] : [t(`focus:measures.${time.unit}`, { count: time.count })]),
  ].join(' · ');
}

/** Of the words that are selected, or of the whole text. */
export function measuresInWords(t: Texts, text: string, language: Language, selected: PlainRange | null, withCharacters = true): string {
  if (selected !== null) return t('focus:selected', { measures: inWords(t, text.slice(selected.start, selected.end), language, true) });
  return text.trim() === '' ? t('focus:empty') : inWords(t, text, language, withCharacters);
}

export interface MeasuresProps {
  readonly text: string;
  readonly language: Language;
  readonly open: OpenText;
  /** False where the channel's own count, which stands beside it, is that number already. */
  readonly withCharacters: boolean;
}

/** How long the text is, or what is selected of it: what stands in the foot. */
export function Measures({ text, language, open, withCharacters }: MeasuresProps): ReactNode {
  const t = useTexts();
  const selected = useStore(open.selected);
  const words = useMemo(() => measuresInWords(t, text, language, selected, withCharacters), [t, text, language, selected, withCharacters]);
  return <span className={styles.counterSide}>{words}</span>;
}
