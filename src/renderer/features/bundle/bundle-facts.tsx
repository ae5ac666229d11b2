import type { ReactNode } from 'react';
import type { BundlePreview } from '#shared/contract/backup-views.ts';
import { useFormats } from '../../components/formats.ts';
import { useT } from '../../components/use-t.ts';
import styles from './bundle.module.css';
import { sizeWords } from '../../components/file-words.ts';
import { Facts } from '../../components/facts.tsx';

const REASONS = ['unknown-author', 'stands-on-missing', 'not-allowed'] as const;

/** Who a bundle is from, what it would bring, what is here already, and what a person would have to choose. */
export function BundleFacts({ preview, nothing }: { readonly preview: BundlePreview; readonly nothing: boolean }): ReactNode {
  const { t } = useT('bundle');
  const { dateTime, language, number, pick } = useFormats();
  const { revisions, comments, decisions, others, known, conflicts, leftOut, stories, storyCount } = preview;
  const left = REASONS.filter((reason) => leftOut[reason] > 0);
  const more = storyCount - stories.length;
  return (
    <>
      {nothing && <p>{t('import.nothing')}</p>}
      <Facts>
        <dt>{t('import.from')}</dt>
        <dd>{pick(preview.name)}</dd>
        <dt>{t('import.madeAt')}</dt>
        <dd className="tabular">{dateTime(preview.madeAt)}</dd>
        <dt>{t('import.since')}</dt>
        <dd>{preview.since === null ? t('import.all') : t('import.sinceAt', { at: dateTime(preview.since) })}</dd>
        <dt>{t('import.brings')}</dt>
        <dd>{t('import.counts', { revisions: number(revisions), comments: number(comments), decisions: number(decisions), others: number(others) })}</dd>
        <dt>{t('import.media')}</dt>
        <dd>{preview.media === 0 ? t('import.noMedia') : t('import.mediaCount', { files: number(preview.media), size: sizeWords(preview.mediaBytes, language) })}</dd>
        <dt>{t('import.known')}</dt>
        <dd>{t('import.knownCount', { count: known })}</dd>
        <dt>{t('import.conflicts')}</dt>
        <dd>{conflicts > 0 ? t('import.conflictsCount', { count: conflicts }) : t('import.noConflicts')}</dd>
        {left.length > 0 && (
          <>
            <dt>{t('import.leftOut')}</dt>
            <dd>
              {left.map((reason) => (
                <p key={reason}>{t(`import.reasons.${reason}`, { count: leftOut[reason] })}</p>
              ))}
            </dd>
          </>
        )}
      </Facts>
      {stories.length > 0 && (
        <section className={styles.stories} aria-label={t('import.stories')}>
          <h3>{t('import.stories')}</h3>
          {/* A list that may scroll must be reached by keyboard. */}
          <ul tabIndex={0} aria-label={t('import.stories')}>
            {stories.map(({ id, title, isNew, revisions: made, comments: said, conflict }) => (
              <li key={id}>
                <strong>{title === '' ? t('import.untitled') : title}</strong>
                <span className={styles.quiet}>
                  {[t('import.story', { revisions: number(made), comments: number(said) }), ...(isNew ? [t('import.isNew')] : []), ...(conflict ? [t('import.conflict')] : [])].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {more > 0 && <p className={styles.quiet}>{t('import.moreStories', { count: more })}</p>}
        </section>
      )}
      <p className={styles.quiet}>{t('import.trust')}</p>
    </>
  );
}
