import type { RevisionView, VariantRow } from '#shared/contract/views.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import type { CheckKey } from '#shared/i18n/en/checks.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useMemberName } from '../../app/member-name.ts';
import { useFormats } from '../../components/formats.ts';
import { type Translate, useT } from '../../components/use-t.ts';
import type { Barrier } from './model/decide.ts';
import { shortHash } from '../../components/revision-label.ts';

export interface ReviewWords {
  /** "X (한국어)" */
  readonly variant: (row: Pick<VariantRow, 'account' | 'language'>) => string;
  readonly member: (id: Id) => string;
  /** "6판 · 3f2a91c0 · 김하늘 · 11. 23.(월) 13:40" */
  readonly revision: (revision: RevisionView, numbers: ReadonlyMap<Id, number>) => string;
  /** Why a verdict cannot be given. */
  readonly barrier: (barrier: Barrier) => string;
}

/** The phrases of the review that are put together from several facts. */
export function useReviewWords(): ReviewWords {
  const { t } = useT('review');
  const { shortDateTime } = useFormats();
  const member = useMemberName();
  return {
    variant: ({ account, language }) => t('bar.variant', { channel: t(`common:channel.${account.channel}`), language: t(`common:language.${language}`) }),
    member,
    revision: (revision, numbers) =>
      t('revision.bind', { number: numbers.get(revision.id) ?? '?', hash: shortHash(revision.contentHash), author: member(revision.author), at: shortDateTime(revision.at) }),
    barrier: (barrier) => (barrier.ns === 'why' ? t(`why.${barrier.key}`) : errorText(t, barrier.code)),
  };
}

/** A check's finding in words. Its key is one of many: which values it takes is between the check and its text. */
export function findingText(t: Translate<'review'>, key: CheckKey, values: Readonly<Record<string, string | number>>): string {
  const say = t as unknown as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return say(`checks:${key}`, values);
}

/** What a failure means, and what to do about it. */
export function errorText(t: Translate<'review'>, code: string): string {
  const known = ErrorCode.safeParse(code);
  const key = known.success ? known.data : 'internal';
  return `${t(`errors:${key}.title`)} ${t(`errors:${key}.next`)}`;
}
