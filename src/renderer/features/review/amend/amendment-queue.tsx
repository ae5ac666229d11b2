import type { ReactNode } from 'react';
import { isFinal } from '#shared/sync/publication-machine.ts';
import { showAmendments } from '../../../app/overlays.ts';
import { useT } from '../../../components/use-t.ts';
import styles from './amend.module.css';
import { AmendmentRow } from './amendments-dialog.tsx';
import { useAmendments } from './use-amend.ts';

/** In the queue of the review: the corrections and withdrawals that are not at an end. Nothing where there are none. */
export function AmendmentQueue(): ReactNode {
  const { t } = useT('amend');
  const { data = [] } = useAmendments();
  const open = data.filter(({ state }) => !isFinal(state));
  if (open.length === 0) return null;
  return (
    <section className={styles.queue} aria-label={t('queue')}>
      <h3 className={styles.queueHead}>{t('queue')}</h3>
      <ul className={styles.list}>
        {open.map((each) => (
          <li key={each.id}>
            <AmendmentRow amendment={each} onPress={() => showAmendments(each.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
