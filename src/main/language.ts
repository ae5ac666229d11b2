import type { Settings } from '#shared/contract/shell-contract.ts';
import type { Language } from '#shared/domain/ids.ts';
import { app } from 'electron';

/** The interface's language: the one chosen, or the first of the system's that is Korean or English; otherwise English. */
export function resolveLanguage(choice: Settings['language']): Language {
  if (choice !== 'system') return choice;
  const wanted = [app.commandLine.getSwitchValue('lang'), ...app.getPreferredSystemLanguages(), app.getLocale()];
  for (const tag of wanted) {
    const base = tag.toLowerCase().split(/[-_]/)[0];
    if (base === 'ko' || base === 'en') return base;
  }
  return 'en';
}
