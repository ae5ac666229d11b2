import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/domain/ids.ts';

export type PageWords = TFunction<'preview', 'page'>;

/** The words on the channel's own page, in the language of the post: its readers do not see the interface's. */
export function usePageWords(language: Language): PageWords {
  const { i18n } = useTranslation();
  return useMemo(() => i18n.getFixedT(language, 'preview', 'page'), [i18n, language]);
}
