import type { ReactNode } from 'react';
import { useStore } from '../../app/store.ts';
import { Tabs } from '../../components/tabs.tsx';
import { useT } from '../../components/use-t.ts';
import { CommentsPane, type CommentsProps } from './comments-pane.tsx';
import { DecisionsPane } from './decisions-pane.tsx';
import styles from './review.module.css';
import { changeView, reviewView } from './review-view.ts';

/** Beside the text: what was said of it, and what was decided. */
export function Inspector(props: CommentsProps): ReactNode {
  const { t } = useT('review');
  const { inspector } = useStore(reviewView);
  const open = props.threads.filter((thread) => !thread.root.resolved).length + props.pending.length;
  const decisions = props.item.detail?.decisions.length ?? 0;
  return (
    <Tabs
      label={t('pane.inspector')}
      className={styles.inspector}
      value={inspector}
      onChange={(to) => changeView({ inspector: to })}
      items={[
        { id: 'comments', label: open === 0 ? t('inspector.comments') : t('inspector.commentsCount', { count: open }), content: <CommentsPane {...props} /> },
        { id: 'decisions', label: decisions === 0 ? t('inspector.decisions') : t('inspector.decisionsCount', { count: decisions }), content: <DecisionsPane item={props.item} /> },
      ]}
    />
  );
}
