import { ArrowLeft, ArrowRight, ImageOff, ImagePlus, Trash2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { DropZone } from 'react-aria-components';
import type { VariantContent } from '#shared/domain/content.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { announce } from '../../../components/toast.tsx';
import { choosePictures, mediaUrl } from '../../../editor/index.ts';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';

type Media = VariantContent['media'];
type Item = Media[number];

export interface MediaStripProps {
  readonly media: Media;
  readonly isReadOnly: boolean;
  readonly onChange: (media: Media) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The pictures of a post, in their order: alternative text in place, moved and removed by buttons. Files may be dropped on it. */
export function MediaStrip({ media, isReadOnly, onChange, onFiles }: MediaStripProps): ReactNode {
  const t = useTexts();
  const heading = useId();
  const move = (index: number, step: 1 | -1): void => {
    const moved = [...media];
    const [item] = moved.splice(index, 1);
    if (item === undefined) return;
    moved.splice(index + step, 0, item);
    onChange(moved);
    announce(t('media.moved', { position: index + step + 1 }));
  };
  const remove = (index: number): void => {
    onChange(media.filter((_, position) => position !== index));
    announce(t('media.removed'));
  };
  return (
    <section className={styles.media} aria-labelledby={heading}>
      <DropZone
        className={styles.mediaDrop ?? ''}
        aria-label={t('media.drop')}
        isDisabled={isReadOnly}
        getDropOperation={(types) => (types.has('image/png') || types.has('image/jpeg') || types.has('image/webp') || types.has('image/gif') || types.has('application/octet-stream') ? 'copy' : 'cancel')}
        onDrop={(event) => {
          void Promise.all(event.items.filter((item) => item.kind === 'file').map((item) => item.getFile())).then(onFiles);
        }}
      >
        <div className={styles.mediaHead}>
          <h3 id={heading} className={styles.sectionTitle}>{t('media.label')}</h3>
          <Button data-add-picture size="small" icon={ImagePlus} isDisabled={isReadOnly} onPress={() => choosePictures(onFiles)}>{t('media.add')}</Button>
        </div>
        {media.length > 0 && (
          <ul className={styles.mediaList}>
            {media.map((item, index) => (
              <MediaRow
                key={item.sha256}
                item={item}
                position={index + 1}
                total={media.length}
                isReadOnly={isReadOnly}
                onChange={(next) => onChange(media.map((each, position) => (position === index ? next : each)))}
                onMove={(step) => move(index, step)}
                onRemove={() => remove(index)}
              />
            ))}
          </ul>
        )}
      </DropZone>
    </section>
  );
}

interface MediaRowProps {
  readonly item: Item;
  readonly position: number;
  readonly total: number;
  readonly isReadOnly: boolean;
  readonly onChange: (item: Item) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

function MediaRow({ item, position, total, isReadOnly, onChange, onMove, onRemove }: MediaRowProps): ReactNode {
  const t = useTexts();
  const name = t('media.item', { position, total });
  return (
    <li className={styles.mediaRow} aria-label={name} data-media-index={position - 1}>
      <Thumbnail sha256={item.sha256} label={name} />
      <div className={styles.mediaFields}>
        <TextField
          label={t('media.alt')}
          aria-label={`${t('media.alt')}, ${name}`}
          value={item.alt}
          isReadOnly={isReadOnly}
          isDisabled={item.decorative}
          maxLength={4_086}
          placeholder={item.decorative ? t('media.decorativeHint') : t('media.altPlaceholder')}
          hideLabel
          onChange={(alt) => onChange({ ...item, alt })}
        />
        <Checkbox isSelected={item.decorative} isDisabled={isReadOnly} onChange={(decorative) => onChange({ ...item, decorative, alt: decorative ? '' : item.alt })}>
          {t('media.decorative')}
        </Checkbox>
      </div>
      <div className={styles.mediaActions}>
        <IconButton icon={ArrowLeft} size="small" label={`${t('media.earlier')}, ${name}`} isDisabled={isReadOnly || position === 1} onPress={() => onMove(-1)} />
        <IconButton icon={ArrowRight} size="small" label={`${t('media.later')}, ${name}`} isDisabled={isReadOnly || position === total} onPress={() => onMove(1)} />
        <IconButton icon={Trash2} size="small" label={`${t('media.remove')}, ${name}`} isDisabled={isReadOnly} onPress={onRemove} />
      </div>
    </li>
  );
}

function Thumbnail({ sha256, label }: { readonly sha256: string; readonly label: string }): ReactNode {
  const t = useTexts();
  const [missing, setMissing] = useState(false);
  if (missing) {
    return (
      <span className={styles.thumbnail} role="img" aria-label={t('media.missing')} title={t('media.missing')}>
        <ImageOff size={20} strokeWidth={1.5} aria-hidden />
      </span>
    );
  }
  return <img className={styles.thumbnail} src={mediaUrl(sha256)} alt={label} draggable={false} onError={() => setMissing(true)} />;
}
