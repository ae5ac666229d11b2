import { createContext, useContext } from 'react';
import type { Language } from '#shared/domain/ids.ts';
import { formatDate, formatDateTime, formatNumber, formatShortDateTime, formatTime } from '#shared/i18n/format.ts';

/** In which language and time zone dates are written; the app provides it. */
export interface FormatsValue {
  readonly language: Language;
  readonly timeZone: string;
}

export const FormatsContext = createContext<FormatsValue>({ language: 'ko', timeZone: 'Asia/Seoul' });

export interface Formats extends FormatsValue {
  readonly time: (instant: string) => string;
  readonly date: (instant: string) => string;
  readonly dateTime: (instant: string) => string;
  readonly shortDateTime: (instant: string) => string;
  readonly number: (value: number) => string;
  /** The text of the language in force, of a pair. */
  readonly pick: (pair: { readonly ko: string; readonly en: string }) => string;
}

export function useFormats(): Formats {
  const { language, timeZone } = useContext(FormatsContext);
  return {
    language,
    timeZone,
    time: (instant) => formatTime(instant, language, timeZone),
    date: (instant) => formatDate(instant, language, timeZone),
    dateTime: (instant) => formatDateTime(instant, language, timeZone),
    shortDateTime: (instant) => formatShortDateTime(instant, new Date().toISOString(), language, timeZone),
    number: (value) => formatNumber(value, language),
    pick: (pair) => pair[language],
  };
}
