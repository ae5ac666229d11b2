import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Clock, CloudUpload, ExternalLink, Hand, type LucideIcon, Send } from 'lucide-react';
import { type ReactNode } from 'react';
import type { PublicationView } from '#shared/contract/publication-views.ts';
import { assertNever } from '#shared/std/assert-never.ts';
import { askToAmend, showAmendments } from '../../app/overlays.ts';
import { Button } from '../../components/button.tsx';
import { ChannelBadge } from '../../components/channel-badge.tsx';
import { cx } from '../../components/class-names.ts';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './sync.module.css';
import { reasonWords, stateWords } from './sync-words.ts';
import { useT } from '../../components/use-t.ts';

function lookOf(state: PublicationView['state']): { readonly icon: LucideIcon; readonly tone: string | undefined } {
  switch (state) {
    case 'requested':
    case 'queued':
    case 'held':
      return { icon: Clock, tone: styles.rowIcon };
    case 'claimed':
    case 'intent':
    case 'sent':
      return { icon: CloudUpload, tone: styles.rowIcon };
    case 'confirmed':
      return { icon: CircleCheck, tone: styles.good };
    case 'by-hand':
      return { icon: Hand, tone: styles.hand };
    case 'uncertain':
    case 'needs-person':
    case 'rejected':
      return { icon: CircleAlert, tone: styles.bad };
    case 'cancelled':
    case 'expired':
      return { icon: CircleAlert, tone: styles.rowIcon };
    default:
      return assertNever(state, 'publication state');
  }
}

/** Where each post stands, with the link to it once it is out. What the server has not confirmed says so. */
export function Publications(): ReactNode {
  const { t } = useT('sync');
  const core = useCore();
  const shell = useShell();
  const { data, error } = useQuery({ queryKey: queryKeys.publications, queryFn: () => core.publish.list() });
  if (error !== null && data === undefined) return <ErrorNotice code={errorCodeOf(error)} />;
  if (data === undefined) return <Skeleton label={t('common:loading')} />;
  if (data.length === 0) return <EmptyState icon={Send} text={t('publications.empty')} />;
  const gone = new Set(data.flatMap(({ amends, way, state }) => (amends !== null && way === 'remove' && state === 'confirmed' ? [amends] : [])));
  return (
    <ul className={styles.publications} aria-label={t('publications.title')} data-pane="publications">
      {data.map((publication) => {
        const { icon: Icon, tone } = lookOf(publication.state);
        const reason = reasonWords(t, publication.reason);
        const notes = [
          publication.holds.length > 0 && publication.state !== 'held' && t('publications.onHold'),
          !publication.confirmed && t('publications.waitingForServer'),
          reason !== '' && reason,
          publication.attempt > 1 && t('publications.attempt', { count: publication.attempt }),
        ].filter((note) => note !== false);
        return (
          <li key={publication.id} className={styles.publication}>
            <span className={styles.what}>
              <ChannelBadge channel={publication.account.channel} language={publication.language} />
              <span className={styles.language}>{t(`common:languageShort.${publication.language}`)}</span>
            </span>
            <span className={styles.publicationTitle}>
              {publication.way !== null && `${t(`amend:way.${publication.way}`)} · `}
              {publication.storyTitle}
            </span>
            <span className={styles.state}>
              <Icon size={16} strokeWidth={1.5} className={cx(tone)} aria-hidden />
              {publication.way === null ? stateWords(t, publication.state) : t(`amend:state.${publication.state}`)}
            </span>
            {publication.url === '' ? (
              <RelativeTime at={publication.at} />
            ) : (
              <Button size="small" icon={ExternalLink} onPress={() => void shell.invoke('shell:open-external', publication.url)}>
                {t('publications.see')}
              </Button>
            )}
            {publication.state === 'confirmed' && publication.way === null && publication.confirmed && !gone.has(publication.id) && (
              <span className={styles.amend}>
                <Button size="small" variant="quiet" onPress={() => askToAmend('correct', publication.variant)}>
                  {t('amend:correct')}
                </Button>
                <Button size="small" variant="quiet" onPress={() => askToAmend('withdraw', publication.variant)}>
                  {t('amend:withdraw')}
                </Button>
              </span>
            )}
            {publication.way !== null && (
              <Button size="small" variant="quiet" onPress={() => showAmendments(publication.id)}>
                {t('action.show')}
              </Button>
            )}
            {notes.length > 0 && <span className={styles.publicationNote}>{notes.join(' · ')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
