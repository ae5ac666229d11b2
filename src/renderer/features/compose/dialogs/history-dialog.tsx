import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { RevisionView, VariantDetail } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { Tag } from '../../../components/status-chip.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import styles from '../compose.module.css';
import { DiffView } from '../diff-view.tsx';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

export interface HistoryDialogProps {
  readonly detail: VariantDetail;
  readonly draft: VariantDraft;
  /** The version to look at first. */
  readonly initial: Id | null;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
}

/** Every version of a variant: who, when, under which name, and how it differs from the text on the screen. Restoring adds a version and takes none away. */
export function HistoryDialog({ detail, draft, initial, isReadOnly, onClose }: HistoryDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const id = detail.row.id;
  const history = useQuery({ queryKey: queryKeys.variantHistory(id), queryFn: () => core.variants.history({ id }) });
  const [picked, setPicked] = useState<Id | null>(initial);
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const revisions = history.data ?? [];
  const revision = revisions.find((each) => each.id === picked) ?? revisions[0] ?? null;

  const restore = async (): Promise<void> => {
    if (revision === null) return;
    setBusy(true);
    try {
      await draft.flush();
      await core.variants.restore({ id, revision: revision.id });
      showToast({ text: t('history.restored') });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('history.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.close')}</Button>
          <Button variant="primary" isPending={busy} isDisabled={revision === null || isReadOnly} onPress={() => void restore()}>
            {t('history.restore')}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice code={error} />}
      {history.error !== null && <ErrorNotice code={errorCodeOf(history.error)} />}
      {history.isPending && <Skeleton label={t('loading')} />}
      {history.data !== undefined && revisions.length === 0 && <p>{t('history.empty')}</p>}
      {revision !== null && (
        <div className={styles.history}>
          <ListBox
            aria-label={t('history.title')}
            className={styles.historyList ?? ''}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[revision.id]}
            onSelectionChange={(keys) => setPicked(keys === 'all' ? null : (([...keys][0] as Id | undefined) ?? null))}
          >
            {revisions.map((each, index) => (
              <RevisionItem key={each.id} revision={each} isLatest={index === 0} isApproved={each.id === detail.lastApproved?.id} />
            ))}
          </ListBox>
          <section className={styles.historyDiff} aria-label={t('history.compare')}>
            <h3 className={styles.sectionTitle}>{t('history.compare')}</h3>
            <DiffView before={revision.content.blocks} after={draft.content().blocks} language={detail.row.language} />
          </section>
        </div>
      )}
    </Dialog>
  );
}

function RevisionItem({ revision, isLatest, isApproved }: { readonly revision: RevisionView; readonly isLatest: boolean; readonly isApproved: boolean }): ReactNode {
  const t = useTexts();
  const view = useWorkspaceView();
  const { dateTime, pick } = useFormats();
  const author = memberOf(view, revision.author);
  const line = t('history.row', { at: dateTime(revision.at), author: author === undefined ? '' : pick(author.name) });
  const name = revision.name === '' ? line : revision.name;
  return (
    <ListBoxItem id={revision.id} textValue={`${name}, ${line}`} className={styles.historyItem ?? ''}>
      <span className={styles.historyName}>
        {name} {isLatest && <Tag>{t('history.current')}</Tag>} {isApproved && <Tag>{t('history.approved')}</Tag>}
      </span>
      <span className={styles.muted}>
        {revision.name !== '' && line} {!revision.confirmed && t('history.local')}
      </span>
    </ListBoxItem>
  );
}
