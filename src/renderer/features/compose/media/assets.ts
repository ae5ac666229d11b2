import { useCallback } from 'react';
import { VIDEO_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { MAX_IMPORT_BYTES, PART_BYTES } from '#shared/contract/core-contract.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { AssetView } from '#shared/contract/views.ts';
import { isVideo } from '#shared/media/media-type.ts';
import { createStore, useStore } from '../../../app/store.ts';
import { announce, showToast } from '../../../components/toast.tsx';
import { type CoreClient, useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useTexts } from '../texts.ts';

/** What is known of the files of this session: from the details of variants, and from imports. */
const known = createStore<ReadonlyMap<string, AssetView>>(new Map());

export function learnAssets(assets: readonly AssetView[]): void {
  const fresh = assets.filter((asset) => !known.get().has(asset.sha256));
  if (fresh.length > 0) known.set(new Map([...known.get(), ...fresh.map((asset) => [asset.sha256, asset] as const)]));
}

export function useAssets(): ReadonlyMap<string, AssetView> {
  return useStore(known);
}

/** A file that is to come in parts: by what the system says of it, or by its size. What it really is, the core finds out. */
function comesInParts(file: File): boolean {
  return isVideo(file.type) || /\.(?:mp4|mov|m4v)$/iu.test(file.name);
}

/** Takes files into the workspace, one after the other. Those that were refused are told with the reason and left out. */
export function useTakeMedia(): (files: readonly File[]) => Promise<readonly AssetView[]> {
  const core = useCore();
  const t = useTexts();
  return useCallback(async (files) => {
    announce(t('media.taking'));
    const taken: AssetView[] = [];
    for (const file of files) {
      const fileName = file.name.normalize('NFC');
      try {
        const tooLarge = file.size > (comesInParts(file) ? VIDEO_MAX_BYTES : MAX_IMPORT_BYTES);
        if (tooLarge) throw new TooLarge();
        taken.push(comesInParts(file) ? await handOver(core, fileName, file, (percent) => announce(t('media:takingVideo', { percent }))) : await core.media.import({ fileName, bytes: file }));
      } catch (error) {
        const code: ErrorCode = error instanceof TooLarge ? 'too-large' : errorCodeOf(error);
        showToast({ text: t('media.failed', { name: fileName, reason: t(`errors:${code}.title`) }), detail: t(`errors:${code}.next`), tone: 'bad' });
      }
    }
    for (const { location } of taken) {
      if (location === 'removed') showToast({ text: t('media:locationRemoved') });
      if (location === 'may-remain') showToast({ text: t('media:locationMayRemain'), tone: 'bad' });
    }
    learnAssets(taken);
    return taken;
  }, [core, t]);
}

class TooLarge extends Error {}

/** A video, part by part: neither process ever holds all of it. */
async function handOver(core: CoreClient, fileName: string, file: File, onProgress: (percent: number) => void): Promise<AssetView> {
  const { upload } = await core.media.begin({ fileName, bytes: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += PART_BYTES) {
      await core.media.part({ upload, offset, bytes: new File([file.slice(offset, offset + PART_BYTES)], fileName) });
      onProgress(Math.round((Math.min(file.size, offset + PART_BYTES) / file.size) * 100));
    }
    return await core.media.finish({ upload });
  } catch (error) {
    await core.media.abandon({ upload }).catch(() => undefined);
    throw error;
  }
}
