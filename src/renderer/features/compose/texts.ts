import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CheckKey } from '#shared/i18n/en/checks.ts';

/** The screen's words first; the others by their namespace. */
const NAMESPACES = ['compose', 'common', 'checks', 'errors', 'find', 'focus', 'adapt', 'facts', 'preview', 'media', 'comments'] as const;
export type Texts = TFunction<typeof NAMESPACES>;

export function useTexts(): Texts {
  return useTranslation(NAMESPACES).t;
}

/** What a check or an advice says. Its values come with it as data, so they are not checked against the key here. */
export function checkText(t: Texts, key: CheckKey, values: Readonly<Record<string, string | number>>): string {
  const say = t as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return say(`checks:${key}`, values);
}
