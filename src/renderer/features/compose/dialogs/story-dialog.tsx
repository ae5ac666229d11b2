import { type ReactNode, useState } from 'react';
import type { ContentKind, Purpose } from '#shared/domain/content.ts';
import { ContentKind as Kinds, Purpose as Purposes } from '#shared/domain/content.ts';
import { instantAt, wallTime } from '#shared/i18n/format.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useFormats } from '../../../components/formats.ts';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import styles from '../compose.module.css';
import type { StoryDraft } from '../draft/drafts.ts';
import { useDraftContent } from '../draft/use-draft.ts';
import { useTexts } from '../texts.ts';

/** What the newsroom knows of a story: kind and purpose (which the advice on channels goes by), labels, and when it is due. Saved as it is changed. */
export function StoryDialog({ draft, isReadOnly, onClose }: { readonly draft: StoryDraft; readonly isReadOnly: boolean; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { timeZone } = useFormats();
  const content = useDraftContent(draft);
  const [labels, setLabels] = useState(content.labels.join(', '));
  return (
    <Dialog title={t('story.title')} isOpen onClose={onClose} size="small" footer={<Button variant="primary" onPress={onClose}>{t('common:action.close')}</Button>}>
      <div className={styles.form}>
        <TextField label={t('storyTitle')} value={content.title} maxLength={500} isReadOnly={isReadOnly} onChange={(title) => draft.edit({ title })} />
        <Select<ContentKind> label={t('common:kindLabel')} options={Kinds.options.map((id) => ({ id, label: t(`common:kind.${id}`) }))} value={content.kind} isDisabled={isReadOnly} onChange={(kind) => draft.edit({ kind })} />
        <Select<Purpose> label={t('common:purposeLabel')} options={Purposes.options.map((id) => ({ id, label: t(`common:purpose.${id}`) }))} value={content.purpose} isDisabled={isReadOnly} onChange={(purpose) => draft.edit({ purpose })} />
        <TextField
          label={t('story.labels')}
          hint={t('story.labelsHint')}
          value={labels}
          isReadOnly={isReadOnly}
          onChange={(value) => {
            setLabels(value);
            draft.edit({ labels: labelsOf(value) });
          }}
        />
        <div className={styles.due}>
          <TextField label={t('story.due')} type="datetime-local" value={content.due === null ? '' : wallTime(content.due, timeZone)} isReadOnly={isReadOnly} onChange={(value) => draft.edit({ due: instantAt(value, timeZone) })} />
          <Button isDisabled={content.due === null || isReadOnly} onPress={() => draft.edit({ due: null })}>{t('story.dueClear')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

/** At most 50 labels of at most 60 characters, each once. */
function labelsOf(value: string): string[] {
  const labels = value.split(',').map((label) => label.trim().slice(0, 60)).filter((label) => label !== '');
  return [...new Set(labels)].slice(0, 50);
}
