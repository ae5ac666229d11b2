import { useQueries } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { checkWithProfile } from '#shared/channels/check.ts';
import type { Finding, FindingLevel } from '#shared/channels/types.ts';
import type { AssetView } from '#shared/contract/views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { useProfile } from '../../rpc/profiles.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { textOf } from './model/compare.ts';
import styles from './review.module.css';
import { findingText } from './words.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, hint: Info } as const satisfies Record<FindingLevel, unknown>;

/** What the channel's checks say of a content. Pictures that are not on this device are judged by what is known of them. */
export function useFindings(content: VariantContent, assets: readonly AssetView[]): readonly Finding[] {
  const core = useCore();
  const known = new Set(assets.map((asset) => asset.sha256));
  const others = content.media.filter((item) => !known.has(item.sha256));
  const found = useQueries({
    queries: others.map(({ sha256 }) => ({ queryKey: queryKeys.asset(sha256), queryFn: () => core.media.get({ sha256 }) })),
    combine: present,
  });
  const profile = useProfile({ id: content.account, channel: content.channel });
  return useMemo(() => checkWithProfile(profile, { content, text: textOf(content.blocks), media: [...assets, ...found] }), [profile, content, assets, found]);
}

/** The answers that are here. Outside of the hook, so that the same answers stay the same list. */
function present(results: readonly { readonly data: AssetView | undefined }[]): readonly AssetView[] {
  return results.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

/** The findings in words; one line when there is none. */
export function Checks({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const { t } = useT('review');
  if (findings.length === 0) {
    return (
      <p className={styles.checksNone}>
        <CircleCheck size={14} strokeWidth={1.5} aria-hidden /> {t('checks.none')}
      </p>
    );
  }
  return (
    <ul className={styles.checks} aria-label={t('checks.count', { count: findings.length })}>
      {findings.map((finding) => {
        const Icon = ICONS[finding.level];
        return (
          <li key={finding.id} className={styles.check} data-level={finding.level}>
            <Icon size={14} strokeWidth={1.5} aria-hidden />
            <span>
              <span className="visually-hidden">{t(`checks.level.${finding.level}`)}: </span>
              {findingText(t, finding.key, finding.values)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
