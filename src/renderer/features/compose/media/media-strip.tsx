import { useQuery } from '@tanstack/react-query';
import { Film, ImagePlus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { DropZone } from 'react-aria-components';
import type { ChannelProfile } from '#shared/channels/types.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Id, Language, Sha256 } from '#shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { chooseFiles } from '../../../components/choose-files.ts';
import { announce } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import { useTexts } from '../texts.ts';
import { learnAssets, useAssets } from './assets.ts';
import { CropDialog } from './crop-dialog.tsx';
import styles from './media.module.css';
import { MediaRow } from './media-row.tsx';
import { replaced } from './use-mends.ts';

type Media = VariantContent['media'];

export interface MediaStripProps {
  readonly variant: Id;
  readonly account: Id;
  readonly profile: ChannelProfile<ChannelId>;
  readonly language: Language;
  readonly media: Media;
  readonly isReadOnly: boolean;
  readonly onChange: (media: Media) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** What the system calls a file that may be dropped here; some call everything a stream of bytes. HEIC is taken to say why it cannot be. */
const DROPPED = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/heic', 'image/heif', 'video/mp4', 'video/quicktime', 'application/octet-stream'];

/** The pictures and videos of a post, in their order: alternative text in place, moved, cut and removed by buttons. Files may be dropped on it. */
export function MediaStrip({ variant, account, profile, language, media, isReadOnly, onChange, onFiles }: MediaStripProps): ReactNode {
  const t = useTexts();
  const heading = useId();
  const assets = useAssets();
  const offers = useAltOffers(variant, language, media);
  const [cropping, setCropping] = useState<Sha256 | null>(null);
  const move = (index: number, to: number): void => {
    const moved = [...media];
    const [item] = moved.splice(index, 1);
    if (item === undefined) return;
    moved.splice(to, 0, item);
    onChange(moved);
    announce(t('media.moved', { position: to + 1 }));
  };
  const remove = (index: number): void => {
    onChange(media.filter((_, position) => position !== index));
    announce(t('media.removed'));
  };
  return (
    <section className={styles.media} aria-labelledby={heading}>
      <DropZone
        className={styles.drop ?? ''}
        aria-label={t('media.drop')}
        isDisabled={isReadOnly}
        getDropOperation={(types) => (DROPPED.some((type) => types.has(type)) ? 'copy' : 'cancel')}
        onDrop={(event) => {
          void Promise.all(event.items.filter((item) => item.kind === 'file').map((item) => item.getFile())).then(onFiles);
        }}
      >
        <div className={styles.head}>
          <h3 id={heading} className={styles.title}>{t('media:label')}</h3>
          <div className={styles.add}>
            <Button data-add-picture size="small" icon={ImagePlus} isDisabled={isReadOnly} onPress={() => chooseFiles('pictures', onFiles)}>{t('media.add')}</Button>
            {takesVideo(profile) && <Button size="small" icon={Film} isDisabled={isReadOnly} onPress={() => chooseFiles('videos', onFiles)}>{t('media:addVideo')}</Button>}
          </div>
        </div>
        {media.length === 0 ? (
          <p className={styles.hint}>{t('media:hint')}</p>
        ) : (
          <ul className={styles.list}>
            {media.map((item, index) => (
              <MediaRow
                // A picture that was made anew is the same to whoever describes it.
                key={assets.get(item.sha256)?.original ?? item.sha256}
                item={item}
                asset={assets.get(item.sha256)}
                profile={profile}
                language={language}
                position={index + 1}
                total={media.length}
                isReadOnly={isReadOnly}
                offers={offers.get(item.sha256) ?? []}
                onChange={(next) => onChange(media.map((each, position) => (position === index ? next : each)))}
                onMove={(to) => move(index, to)}
                onRemove={() => remove(index)}
                onCrop={() => setCropping(item.sha256)}
              />
            ))}
          </ul>
        )}
      </DropZone>
      {cropping !== null && (
        <CropDialog
          sha256={cropping}
          account={account}
          profile={profile}
          onClose={() => setCropping(null)}
          onDone={(asset) => {
            learnAssets([asset]);
            onChange(replaced(media, cropping, asset.sha256));
            setCropping(null);
          }}
        />
      )}
    </section>
  );
}

function takesVideo({ video }: Pick<ChannelProfile, 'video'>): boolean {
  return video !== null;
}

/** What others have written for the same pictures; asked only while something is not described. */
function useAltOffers(variant: Id, language: Language, media: Media): ReadonlyMap<Sha256, readonly string[]> {
  const core = useCore();
  const open = media.filter((item) => item.alt === '' && !item.decorative).map(({ sha256 }) => sha256);
  const { data = [] } = useQuery({
    queryKey: queryKeys.altTexts(variant, language, open),
    queryFn: () => core.media.altTexts({ sha256: open, variant, language }),
    enabled: open.length > 0,
    staleTime: 0,
  });
  return new Map(open.map((sha256) => [sha256, data.filter((offer) => offer.sha256 === sha256).map(({ alt }) => alt)]));
}
