import type { i18n as I18n, TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Namespace, NAMESPACES } from '#shared/i18n/index.ts';

/** A translator whose keys are those of one namespace, and with a prefix (`common:action.open`) those of any. */
export type Translate<N extends Namespace = 'common'> = TFunction<readonly [N, ...Namespace[]]>;

/** The texts of a namespace in the language in force; the component is drawn again when that changes. */
export function useT<N extends Namespace = 'common'>(namespace?: N): { readonly t: Translate<N>; readonly i18n: I18n } {
  const { t, i18n } = useTranslation([namespace ?? 'common', ...NAMESPACES]);
  return { t: t as unknown as Translate<N>, i18n };
}
