import { type ReactNode, useCallback, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ConflictChoice } from '#shared/contract/views.ts';
import { type Blocks, EMPTY_BLOCKS } from '#shared/document/blocks.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { MediaItem } from '#shared/domain/content.ts';
import type { Conflict } from '#shared/domain/merge-content.ts';
import { TextField } from '../../../components/text-field.tsx';
import { createTextEditor, EditorToolbar, VariantEditor } from '../../../editor/index.ts';
import { DiffView } from '../diff-view.tsx';
import { useTakeMedia } from '../media/assets.ts';
import { useTexts } from '../texts.ts';
import { useEditorPorts } from '../writing/use-editor-ports.ts';
import styles from './conflict.module.css';

type Side = 'mine' | 'theirs';
type Option = Side | 'both' | 'edited';

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly label: string;
  readonly language: Language;
  /** Its channel has headings, bold, links and pictures in the text. */
  readonly richText: boolean;
  readonly value: ConflictChoice | undefined;
  readonly onChange: (choice: ConflictChoice) => void;
}

/** One place that both changed: each side as a change from where they parted, and what can be made of it. Arrow keys choose. */
export function ConflictCard({ conflict, label, language, richText, value, onChange }: ConflictCardProps): ReactNode {
  const t = useTexts();
  const chosen: Option | null = value === undefined ? null : typeof value === 'string' ? value : 'edited';
  return (
    <div className={styles.card} data-open={value === undefined || undefined}>
      <RadioGroup value={chosen} onChange={(option) => onChange(option === 'edited' ? firstWords(conflict, richText) : (option as Side | 'both'))} className={styles.group ?? ''}>
        <Label className={styles.label ?? ''}>{label}</Label>
        {optionsOf(conflict).map((option) => (
          <Radio key={option} value={option} className={styles.option ?? ''}>
            <span className={styles.dot} aria-hidden />
            <span className={styles.optionBody}>
              <span className={styles.optionName}>{t(`conflict.${option}`)}</span>
              {(option === 'mine' || option === 'theirs') && <Version conflict={conflict} side={option} language={language} richText={richText} />}
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {typeof value === 'object' && 'text' in value && <TextField label={t('conflict.editedText')} hideLabel rows={4} value={value.text} onChange={(text) => onChange({ text })} />}
      {typeof value === 'object' && 'blocks' in value && <PlaceEditor value={value.blocks} language={language} onChange={(blocks) => onChange({ blocks })} />}
    </div>
  );
}

/** What an answer of one's own begins with: the version that is one's own, with all that is in it; where that is gone, the other. */
function firstWords(conflict: Conflict, richText: boolean): ConflictChoice {
  if (conflict.field !== 'blocks' || !richText) return { text: textOf(conflict, 'mine') };
  const side = isGone(conflict.mine) ? conflict.theirs : conflict.mine;
  return { blocks: side.length === 0 ? EMPTY_BLOCKS : side };
}

/** A small editor for one place, with the tools of the large one. */
function PlaceEditor({ value, language, onChange }: { readonly value: Blocks; readonly language: Language; readonly onChange: (blocks: Blocks) => void }): ReactNode {
  const t = useTexts();
  const take = useTakeMedia();
  // Made once: afterwards it holds the text itself.
  const [editor] = useState(() => createTextEditor({ richText: true, value, now: () => performance.now() }));
  const takePictures = useCallback(async (files: readonly File[]) => (await take(files.filter(({ type }) => type.startsWith('image/')))).map(({ sha256 }) => ({ sha256, alt: '' })), [take]);
  const ports = useEditorPorts(takePictures);
  return (
    <div className={styles.place}>
      <VariantEditor editor={editor} value={value} onChange={onChange} ports={ports} language={language} ariaLabel={t('conflict.editedText')} toolbar={<EditorToolbar editor={editor} isDisabled={false} />} />
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

function isGone(blocks: Blocks): boolean {
  return blocks.every((block) => block.type !== 'image') && plainText(blocks) === '';
}

function Version({ conflict, side, language, richText }: { readonly conflict: Conflict; readonly side: Side; readonly language: Language; readonly richText: boolean }): ReactNode {
  const t = useTexts();
  switch (conflict.field) {
    case 'blocks':
      if (isGone(conflict[side])) return <em className={styles.removed}>{t('conflict.removed')}</em>;
      return richText ? (
        <DiffView before={conflict.base} after={conflict[side]} language={language} looks />
      ) : (
        <DiffView before={blocksFromText(textOf(conflict, 'base'))} after={blocksFromText(textOf(conflict, side))} language={language} />
      );
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
