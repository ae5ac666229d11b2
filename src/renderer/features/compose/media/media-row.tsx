import { ArrowLeft, ArrowRight, Crop, Star, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { altLength } from '#shared/channels/check-media.ts';
import type { ChannelProfile } from '#shared/channels/types.ts';
import type { AssetView } from '#shared/contract/views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Language } from '#shared/domain/ids.ts';
import { isVideo } from '#shared/media/media-type.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { cx } from '../../../components/class-names.ts';
import { useFormats } from '../../../components/formats.ts';
import { TextField } from '../../../components/text-field.tsx';
import { useTexts } from '../texts.ts';
import styles from './media.module.css';
import { factsText, itemName } from './media-words.ts';
import { Thumbnail } from './thumbnail.tsx';

type Item = VariantContent['media'][number];

export interface MediaRowProps {
  readonly item: Item;
  readonly asset: AssetView | undefined;
  readonly profile: ChannelProfile;
  readonly language: Language;
  readonly position: number;
  readonly total: number;
  readonly isReadOnly: boolean;
  /** What other variants in the language say of it. */
  readonly offers: readonly string[];
  readonly onChange: (item: Item) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onCrop: () => void;
}

/** A picture or a video: what is said of it, its place, its cut. */
export function MediaRow({ item, asset, profile, language, position, total, isReadOnly, offers, onChange, onMove, onRemove, onCrop }: MediaRowProps): ReactNode {
  const t = useTexts();
  const name = itemName(t, asset, position, total);
  const video = asset !== undefined && isVideo(asset.mime);
  return (
    <li className={styles.row} aria-label={name} data-media-index={position - 1}>
      <Thumbnail sha256={item.sha256} video={video} label={name} />
      <div className={styles.fields}>
        <TextField
          label={t('media.alt')}
          aria-label={`${t('media.alt')}, ${name}`}
          value={item.alt}
          lang={language}
          isReadOnly={isReadOnly}
          isDisabled={item.decorative}
          maxLength={4_086}
          placeholder={item.decorative ? t('media.decorativeHint') : t('media.altPlaceholder')}
          hideLabel
          {...(profile.sendsAlt ? {} : { hint: t('media:altNotSent') })}
          onChange={(alt) => onChange({ ...item, alt })}
        />
        {item.alt === '' && !item.decorative && !isReadOnly && offers.length > 0 && (
          <div className={styles.offers}>
            {offers.slice(0, 2).map((alt) => (
              <Button key={alt} size="small" variant="quiet" aria-label={t('media:useAltLong', { alt })} onPress={() => onChange({ ...item, alt })}>
                <span className={styles.offer}>{t('media:useAlt', { alt })}</span>
              </Button>
            ))}
          </div>
        )}
        <div className={styles.under}>
          <Checkbox isSelected={item.decorative} isDisabled={isReadOnly} onChange={(decorative) => onChange({ ...item, decorative, alt: decorative ? '' : item.alt })}>
            {t('media.decorative')}
          </Checkbox>
          <AltCount alt={item.alt} profile={profile} />
          <div className={styles.actions}>
            {!video && <IconButton icon={Crop} size="small" label={`${t('media:crop')}, ${name}`} isDisabled={isReadOnly || asset === undefined} onPress={onCrop} />}
            {total > 1 && <IconButton icon={Star} size="small" label={`${t('media:makeCover')}, ${name}`} isDisabled={isReadOnly || position === 1} onPress={() => onMove(0)} />}
            <IconButton icon={ArrowLeft} size="small" label={`${t('media.earlier')}, ${name}`} isDisabled={isReadOnly || position === 1} onPress={() => onMove(position - 2)} />
            <IconButton icon={ArrowRight} size="small" label={`${t('media.later')}, ${name}`} isDisabled={isReadOnly || position === total} onPress={() => onMove(position)} />
            <IconButton icon={Trash2} size="small" label={`${t('media.remove')}, ${name}`} isDisabled={isReadOnly} onPress={onRemove} />
          </div>
        </div>
        <span className={styles.facts}>
          {position === 1 && total > 1 && <span className={styles.cover}>{t('media:cover')}</span>}
          {asset !== undefined && factsText(t, asset)}
        </span>
      </div>
    </li>
  );
}

/** How long the text is, where the channel has a limit. */
function AltCount({ alt, profile: { altMax } }: { readonly alt: string; readonly profile: ChannelProfile }): ReactNode {
  const t = useTexts();
  const { number } = useFormats();
  if (altMax === null || alt === '') return null;
  const used = altLength(alt);
  return <span className={cx('tabular', styles.count, used > altMax.value && styles.over)}>{t('media:altCount', { used: number(used), limit: number(altMax.value) })}</span>;
}
