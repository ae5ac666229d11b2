import { useCallback } from 'react';
import { MAX_IMPORT_BYTES } from '#shared/contract/core-contract.ts';
import type { AssetView } from '#shared/contract/views.ts';
import { createStore, useStore } from '../../../app/store.ts';
import { announce, showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useTexts } from '../texts.ts';

/** What is known of the pictures of this session: from the details of variants, and from imports. */
const known = createStore<ReadonlyMap<string, AssetView>>(new Map());

export function learnAssets(assets: readonly AssetView[]): void {
  const fresh = assets.filter((asset) => !known.get().has(asset.sha256));
  if (fresh.length > 0) known.set(new Map([...known.get(), ...fresh.map((asset) => [asset.sha256, asset] as const)]));
}

export function useAssets(): ReadonlyMap<string, AssetView> {
  return useStore(known);
}

/** Takes picture files into the workspace, one after the other. Those that were refused are told with the reason and left out. */
export function useTakeImages(): (files: readonly File[]) => Promise<readonly AssetView[]> {
  const core = useCore();
  const t = useTexts();
  return useCallback(async (files) => {
    announce(t('media.taking'));
    const taken: AssetView[] = [];
    for (const file of files) {
      const refuse = (code: ReturnType<typeof errorCodeOf>): void => {
        showToast({ text: t('media.failed', { name: file.name.normalize('NFC'), reason: t(`errors:${code}.title`) }), tone: 'bad' });
      };
      if (file.size > MAX_IMPORT_BYTES) {
        refuse('too-large');
        continue;
      }
      try {
        taken.push(await core.media.import({ fileName: file.name.normalize('NFC'), bytes: file }));
      } catch (error) {
        refuse(errorCodeOf(error));
      }
    }
    learnAssets(taken);
    return taken;
  }, [core, t]);
}
