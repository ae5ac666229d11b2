import { type ReactNode, useState } from 'react';
import type { Blocks } from '#shared/document/blocks.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { DiffView } from '../diff-view.tsx';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

export interface RelinkDialogProps {
  readonly row: VariantRow;
  readonly draft: VariantDraft;
  readonly common: Blocks;
  readonly onClose: () => void;
}

/** Lets a variant follow the common text again, after showing what that changes. */
export function RelinkDialog({ row, draft, common, onClose }: RelinkDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const relink = async (): Promise<void> => {
    setBusy(true);
    try {
      await draft.flush();
      await core.variants.relink({ id: row.id });
      onClose();
    } catch (refused) {
      setError(errorCodeOf(refused));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('relink.title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={busy} onPress={() => void relink()}>
            {t('relink.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('relink.intro')}</p>
      {error !== null && <ErrorNotice code={error} />}
      <DiffView before={draft.content().blocks} after={common} language={row.language} />
    </Dialog>
  );
}
