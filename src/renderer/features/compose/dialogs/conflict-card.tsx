import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ConflictChoice } from '#shared/contract/views.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { MediaItem } from '#shared/domain/content.ts';
import type { Conflict } from '#shared/domain/merge-content.ts';
import { TextField } from '../../../components/text-field.tsx';
import { DiffView } from '../diff-view.tsx';
import { useTexts } from '../texts.ts';
import styles from './conflict.module.css';

type Side = 'mine' | 'theirs';
type Option = Side | 'both' | 'edited';

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly label: string;
  readonly language: Language;
  readonly value: ConflictChoice | undefined;
  readonly onChange: (choice: ConflictChoice) => void;
}

/** One place that both changed: each side as a change from where they parted, and what can be made of it. Arrow keys choose. */
export function ConflictCard({ conflict, label, language, value, onChange }: ConflictCardProps): ReactNode {
  const t = useTexts();
  const chosen: Option | null = value === undefined ? null : typeof value === 'string' ? value : 'edited';
  return (
    <div className={styles.card} data-open={value === undefined || undefined}>
      <RadioGroup value={chosen} onChange={(option) => onChange(option === 'edited' ? { text: textOf(conflict, 'mine') } : (option as Side | 'both'))} className={styles.group ?? ''}>
        <Label className={styles.label ?? ''}>{label}</Label>
        {optionsOf(conflict).map((option) => (
          <Radio key={option} value={option} className={styles.option ?? ''}>
            <span className={styles.dot} aria-hidden />
            <span className={styles.optionBody}>
              <span className={styles.optionName}>{t(`conflict.${option}`)}</span>
              {(option === 'mine' || option === 'theirs') && <Version conflict={conflict} side={option} language={language} />}
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {typeof value === 'object' && <TextField label={t('conflict.editedText')} hideLabel rows={4} value={value.text} onChange={(text) => onChange({ text })} />}
    </div>
  );
}

function optionsOf(conflict: Conflict): readonly Option[] {
  switch (conflict.field) {
    case 'blocks':
    case 'title':
    case 'firstComment':
      return ['mine', 'theirs', 'both', 'edited'];
    case 'link':
      // Two addresses in a row are none.
      return ['mine', 'theirs', 'edited'];
    case 'media':
    case 'media-order':
      return ['mine', 'theirs'];
  }
}

function textOf(conflict: Conflict, side: Side | 'base'): string {
  switch (conflict.field) {
    case 'blocks':
      return plainText(conflict[side]);
    case 'title':
    case 'link':
    case 'firstComment':
      return conflict[side];
    case 'media':
    case 'media-order':
      return '';
  }
}

function Version({ conflict, side, language }: { readonly conflict: Conflict; readonly side: Side; readonly language: Language }): ReactNode {
  const t = useTexts();
  switch (conflict.field) {
    case 'blocks':
    case 'title':
    case 'link':
    case 'firstComment':
      return textOf(conflict, side) === '' ? (
        <em className={styles.removed}>{t('conflict.removed')}</em>
      ) : (
        <DiffView before={blocksFromText(textOf(conflict, 'base'))} after={blocksFromText(textOf(conflict, side))} language={language} />
      );
    case 'media':
      return <span>{pictureWords(conflict[side], t)}</span>;
    case 'media-order':
      return <span>{t('conflict.pictures', { count: conflict[side].length })}</span>;
  }
}

function pictureWords(item: MediaItem | null, t: ReturnType<typeof useTexts>): string {
  if (item === null) return t('conflict.pictureRemoved');
  if (item.decorative) return t('preview.decorative');
  return item.alt === '' ? t('preview.altMissing') : item.alt;
}
