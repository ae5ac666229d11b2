import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { RevisionView, VariantDetail } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Select } from '../../../components/select.tsx';
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

/** The text on the screen, among the versions. */
const NOW = 'now';

/** Every version of a variant: who, when, under which name, and how it differs from the text on the screen or from any other version. Restoring adds a version and takes none away. */
export function HistoryDialog({ detail, draft, initial, isReadOnly, onClose }: HistoryDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const id = detail.row.id;
  const history = useQuery({ queryKey: queryKeys.variantHistory(id), queryFn: () => core.variants.history({ id }) });
  const [picked, setPicked] = useState<Id | null>(initial);
  const [against, setAgainst] = useState<Id>(NOW);
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const revisions = history.data ?? [];
  const revision = revisions.find((each) => each.id === picked) ?? revisions[0] ?? null;

  const other = revisions.find((each) => each.id === against);
  const lineOf = useRevisionLine();

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
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[revision.id]}
            onSelectionChange={(keys) => setPicked(keys === 'all' ? null : (([...keys][0] as Id | undefined) ?? null))}
          >
            {revisions.map((each, index) => (
              <RevisionItem key={each.id} revision={each} isLatest={index === 0} isApproved={each.id === detail.lastApproved?.id} />
            ))}
          </ListBox>
          <section className={styles.historyDiff} aria-label={t('history.compare')}>
            <Select label={t('history.against')} inline value={against} onChange={setAgainst} options={[{ id: NOW, label: t('history.now') }, ...revisions.map((each) => ({ id: each.id, label: lineOf(each) }))]} />
            <DiffView before={revision.content.blocks} after={other?.content.blocks ?? draft.content().blocks} language={detail.row.language} />
          </section>
        </div>
      )}
    </Dialog>
  );
}

/** A version in one line: its name where it has one, when, and by whom. */
function useRevisionLine(): (revision: Pick<RevisionView, 'name' | 'at' | 'author'>) => string {
  const t = useTexts();
  const view = useWorkspaceView();
  const { dateTime, pick } = useFormats();
  return ({ name, at, author }) => {
    const member = memberOf(view, author);
    const line = t('history.row', { at: dateTime(at), author: member === undefined ? '' : pick(member.name) });
    return name === '' ? line : `${name} · ${line}`;
  };
}

function RevisionItem({ revision, isLatest, isApproved }: { readonly revision: RevisionView; readonly isLatest: boolean; readonly isApproved: boolean }): ReactNode {
  const t = useTexts();
  const line = useRevisionLine()({ ...revision, name: '' });
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
