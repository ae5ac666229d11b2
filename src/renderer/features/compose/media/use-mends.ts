import { useCallback } from 'react';
import type { MediaMend } from '#shared/channels/media-mend.ts';
import type { VariantPatch } from '#shared/contract/views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Sha256 } from '#shared/domain/ids.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';
import { learnAssets } from './assets.ts';

type Media = VariantContent['media'];

/** Another form of the same picture in the place of one; what is said of it stays. */
export function replaced(media: Media, from: Sha256, to: Sha256): Media {
  return media.map((item) => (item.sha256 === from ? { ...item, sha256: to } : item));
}

/** Takes a mend. What it has done is said, and can be taken back. */
export function useMends(draft: VariantDraft, { id, channel }: Pick<Account, 'id' | 'channel'>, edit: (patch: VariantPatch) => void, nameOf: (index: number) => string): (mend: MediaMend) => void {
  const core = useCore();
  const t = useTexts();
  return useCallback(
    (mend) => {
      const before = draft.content().media;
      const told = (text: string): void => {
        const after = draft.content().media;
        showToast({ text, action: { label: t('media:undo'), run: () => draft.content().media === after && edit({ media: before }) } });
      };
      if (mend.kind === 'drop') {
        const names = mend.indexes.map(nameOf).join(', ');
        edit({ media: before.filter((_, index) => !mend.indexes.includes(index)) });
        told(t('media:dropped', { names }));
        return;
      }
      const item = before[mend.index];
      if (item === undefined) return;
      core.media.mend({ sha256: item.sha256, account: { id, channel } }).then(
        (asset) => {
          learnAssets([asset]);
          if (asset.sha256 === item.sha256) {
            showToast({ text: t('media:unchanged') });
            return;
          }
          // What was written or moved meanwhile stays.
          edit({ media: replaced(draft.content().media, item.sha256, asset.sha256) });
          told(t('media:mended', { position: mend.index + 1 }));
        },
        (error: unknown) => showToast({ text: t('media:mendFailed', { reason: t(`errors:${errorCodeOf(error)}.title`) }), tone: 'bad' }),
      );
    },
    [draft, id, channel, edit, nameOf, core, t],
  );
}
