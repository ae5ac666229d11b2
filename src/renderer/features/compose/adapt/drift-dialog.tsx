import { type ReactNode, useMemo, useState } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { DriftView, VariantRow } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { choose, mergeBlocks } from '#shared/document/merge.ts';
import { normalizeBlocks } from '#shared/document/normal-form.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { DiffView } from '../diff-view.tsx';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';
import styles from './adapt.module.css';

export interface DriftDialogProps {
  readonly row: VariantRow;
  readonly drift: DriftView;
  readonly draft: VariantDraft;
  readonly isReadOnly: boolean;
  readonly onRelink: () => void;
  readonly onClose: () => void;
}

/** What has changed in the common text and the brief since the variant was written from them, and what can be done about it. */
export function DriftDialog({ row, drift, draft, isReadOnly, onRelink, onClose }: DriftDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const { dateTime } = useFormats();
  const [error, setError] = useState<ErrorCode | null>(null);
  const text = draft.content().blocks;
  const brought = useMemo(() => (drift.common === null ? null : bringIn(row, drift.common, text)), [row, drift.common, text]);
  const keptUp = async (): Promise<void> => {
    try {
      if (!(await draft.flush())) return;
      await core.variants.keptUp({ id: row.id });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
    }
  };
  const merge = async (): Promise<void> => {
    if (brought === null) return;
    draft.edit({ blocks: brought });
    await keptUp();
    showToast({ text: t('adapt:drift.merged') });
  };
  return (
    <Dialog
      title={t('adapt:drift.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          {drift.common !== null && <Button isDisabled={isReadOnly} onPress={onRelink}>{t('adapt:drift.relink')}</Button>}
          <Button onPress={onClose}>{t('common:action.close')}</Button>
          <Button variant="primary" isDisabled={isReadOnly} onPress={() => void keptUp()}>{t('adapt:drift.done')}</Button>
        </>
      }
    >
      <p className={styles.quiet}>{t('adapt:drift.since', { at: dateTime(drift.since) })}</p>
      {error !== null && <ErrorNotice code={error} />}
      {drift.common !== null && (
        <section>
          <h3 className={styles.heading}>{t('adapt:drift.commonTitle')}</h3>
          <DiffView before={drift.common.before} after={drift.common.after} language={row.language} />
        </section>
      )}
      {drift.brief !== null && (
        <section>
          <h3 className={styles.heading}>{t('adapt:drift.briefTitle')}</h3>
          <DiffView before={drift.brief.before} after={drift.brief.after} language={row.language} />
        </section>
      )}
      {brought !== null && (
        <section>
          <h3 className={styles.heading}>{t('adapt:drift.mergeTitle')}</h3>
          <p className={styles.quiet}>{t('adapt:drift.mergeHint')}</p>
          <DiffView before={text} after={brought} language={row.language} />
          <Button className={styles.bring} isDisabled={isReadOnly} onPress={() => void merge()}>{t('adapt:drift.merge')}</Button>
        </section>
      )}
    </Dialog>
  );
}

/** The common text's changes in the variant's own words, where nobody has changed the same ones; null where they cannot be, or change nothing. */
function bringIn({ account }: VariantRow, { before, after }: NonNullable<DriftView['common']>, text: Blocks): Blocks | null {
  const { richText } = channelProfile(account.channel);
  const as = (blocks: Blocks): Blocks => normalizeBlocks(richText ? blocks : blocksFromText(plainText(blocks.filter((block) => block.type !== 'image'))));
  const parts = mergeBlocks(as(before), text, as(after));
  if (parts.some(({ kind }) => kind === 'conflict')) return null;
  const merged = choose(parts, 'mine');
  return JSON.stringify(merged) === JSON.stringify(normalizeBlocks(text)) ? null : merged;
}
