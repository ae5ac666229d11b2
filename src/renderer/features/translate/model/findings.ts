import type { ChannelProfile } from '#shared/channels/registry.ts';
import type { Language } from '#shared/domain/ids.ts';
import { checkTranslation, type LocalizationFinding } from '#shared/language/localization-checks.ts';
import { TITLE } from './keeper.ts';

/** What is wrong with one segment, or (segment null) with the whole. */
export interface DeskFinding {
  readonly key: string;
  readonly segment: number | null;
  readonly finding: LocalizationFinding;
}

export interface FindingsInput {
  readonly source: Language;
  readonly target: Language;
  /** The segments, and the headline under its own index, in the order of the page. */
  readonly segments: readonly { readonly index: number; readonly source: string; readonly target: string }[];
  /** The year of dates that have none. */
  readonly year: number;
  /** Where the translation goes, and its whole text as it stands: for the length. */
  readonly profile: ChannelProfile;
  readonly text: string;
  /** The whole source, with which the length is judged. */
  readonly sourceText: string;
}

/**
 * Compares each segment with its source, and the whole with its channel. What is not translated yet is
 * left out: the table says that by itself.
 */
export function deskFindings(input: FindingsInput): readonly DeskFinding[] {
  const of = (text: string, language: Language) => ({ language, text });
  const segments = input.segments.flatMap(({ index, source, target }): DeskFinding[] =>
    target.trim() === ''
      ? []
      : checkTranslation({ source: of(source, input.source), target: of(target, input.target), year: input.year, targetProfile: null }).map((finding) => ({ key: `${index}:${finding.id}`, segment: index, finding })),
  );
  const whole = checkTranslation({ source: of(input.sourceText, input.source), target: of(input.text, input.target), year: input.year, targetProfile: input.profile })
    .filter((finding) => finding.key === 'translation-over-limit')
    .map((finding): DeskFinding => ({ key: `all:${finding.id}`, segment: null, finding }));
  return [...whole, ...segments.toSorted((a, b) => (a.segment ?? TITLE) - (b.segment ?? TITLE))];
}
