import i18next, { type i18n as I18n } from 'i18next';
import type { Language } from '../domain/ids.ts';
import { en } from './en/index.ts';
import { ko } from './ko/index.ts';

/**
 * The words of the app in both languages. English defines the keys; a test holds Korean to them.
 * A namespace is named in en/index.ts and in ko/index.ts.
 */
export const resources = { en, ko } as const;

export type Namespace = keyof typeof en;
export const NAMESPACES = Object.keys(en) as readonly Namespace[];
const LANGUAGES: readonly Language[] = ['ko', 'en'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
    returnNull: false;
  }
}

/**
 * A translator that is ready when this returns: the texts are in the bundle. The caller switches
 * it with `changeLanguage`. Values are not escaped: React and Electron's menus show plain text.
 */
export function createI18n(language: Language): I18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    ns: NAMESPACES,
    defaultNS: 'common',
    resources,
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
