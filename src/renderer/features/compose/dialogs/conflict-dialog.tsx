import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { RevisionView, VariantDetail } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import styles from '../compose.module.css';
import { DiffView } from '../diff-view.tsx';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

/** Two versions that could not be merged: both in full, and what differs; a person keeps one, and the other stays in the history. */
export function ConflictDialog({ detail, draft, onClose }: { readonly detail: VariantDetail; readonly draft: VariantDraft; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const id = detail.row.id;
  const history = useQuery({ queryKey: queryKeys.variantHistory(id), queryFn: () => core.variants.history({ id }) });
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const theirs = otherHead(history.data ?? [], detail.head);
  const keep = async (side: 'mine' | 'theirs'): Promise<void> => {
    setBusy(true);
    try {
      await draft.flush();
      await core.variants.resolve({ id, keep: side });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
      setBusy(false);
    }
  };
  const mineBlocks = draft.content().blocks;
  return (
    <Dialog
      title={t('conflict.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button isPending={busy} onPress={() => void keep('theirs')}>{t('conflict.keepTheirs')}</Button>
          <Button variant="primary" isPending={busy} onPress={() => void keep('mine')}>{t('conflict.keepMine')}</Button>
        </>
      }
    >
      <p>{t('conflict.intro')}</p>
      {error !== null && <ErrorNotice code={error} />}
      {history.isPending && <Skeleton label={t('loading')} />}
      {theirs !== null && (
        <>
          <div className={styles.sides}>
            <Side title={t('conflict.mine')} revision={detail.head} text={plainText(mineBlocks)} language={detail.row.language} />
            <Side title={t('conflict.theirs')} revision={theirs} text={plainText(theirs.content.blocks)} language={detail.row.language} />
          </div>
          <DiffView before={mineBlocks} after={theirs.content.blocks} language={detail.row.language} />
        </>
      )}
    </Dialog>
  );
}

/** The newest revision that no other one came from and that is not ours. */
function otherHead(revisions: readonly RevisionView[], head: RevisionView | null): RevisionView | null {
  const parents = new Set(revisions.flatMap((revision) => revision.parents));
  return revisions.find((revision) => revision.id !== head?.id && !parents.has(revision.id)) ?? null;
}

function Side({ title, revision, text, language }: { readonly title: string; readonly revision: RevisionView | null; readonly text: string; readonly language: string }): ReactNode {
  const view = useWorkspaceView();
  const { dateTime, pick } = useFormats();
  const author = revision === null ? undefined : memberOf(view, revision.author);
  return (
    <section className={styles.side} aria-label={title}>
      <h3 className={styles.sectionTitle}>{title}</h3>
      {revision !== null && <p className={styles.muted}>{author === undefined ? '' : pick(author.name)} {dateTime(revision.at)}</p>}
      <p className={styles.sideText} lang={language}>{text}</p>
    </section>
  );
}
