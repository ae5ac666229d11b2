import { ErrorCode } from '#shared/contract/errors.ts';
import type { LocalizationFinding } from '#shared/language/localization-checks.ts';
import type { Translate } from '../../components/use-t.ts';

/** A check's finding in words. Which values it takes is between the check and its text. */
export function findingText(t: Translate<'translate'>, { key, values }: Pick<LocalizationFinding, 'key' | 'values'>): string {
  const say = t as unknown as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return say(`checks:${key}`, values);
}

/** What a failure means, and what to do about it. */
export function errorText(t: Translate<'translate'>, code: string): string {
  const known = ErrorCode.safeParse(code);
  const key = known.success ? known.data : 'internal';
  return `${t(`errors:${key}.title`)} ${t(`errors:${key}.next`)}`;
}
