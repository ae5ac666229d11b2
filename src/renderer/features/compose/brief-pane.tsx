import { type ClipboardEvent, type ReactNode, useState } from 'react';
import type { StoryContent } from '#shared/domain/content.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './compose.module.css';
import type { StoryDraft } from './draft/drafts.ts';
import { useDraftPart } from './draft/use-draft.ts';
import { useTexts } from './texts.ts';

/** The most characters of a brief (UTF-16 units), as the core takes them. */
const MAX_BRIEF = 2_000_000;

const briefIn = (content: StoryContent): string => content.brief;

/** The material that a story is written from: to read beside the text, and to change where it must be. */
export function BriefPane({ draft, isReadOnly }: { readonly draft: StoryDraft; readonly isReadOnly: boolean }): ReactNode {
  const t = useTexts();
  const brief = useDraftPart(draft, briefIn);
  const [editing, setEditing] = useState(false);
  const { t: errors } = useT('errors');
  // The field would cut the paste off at its limit without a word.
  const refuseTooLarge = (event: ClipboardEvent): void => {
    if (event.clipboardData.getData('text/plain').length + brief.length <= MAX_BRIEF) return;
    event.preventDefault();
    showToast({ tone: 'bad', text: errors('too-large.title'), detail: `${errors('too-large.safe')} ${errors('too-large.next')}` });
  };
  return (
    <div className={styles.brief}>
      <div className={styles.briefHead}>
        <h3 className={styles.sectionTitle}>{t('editor.brief')}</h3>
        {!isReadOnly && (
          <Button size="small" variant="quiet" onPress={() => setEditing(!editing)}>
            {editing ? t('editor.briefDone') : t('editor.briefEdit')}
          </Button>
        )}
      </div>
      {editing ? (
        <TextField label={t('editor.brief')} hideLabel rows={20} value={brief} maxLength={MAX_BRIEF} onChange={(next) => draft.edit({ brief: next })} onPaste={refuseTooLarge} className={styles.briefField} autoFocus />
      ) : (
        <div className={styles.briefText}>{brief === '' ? <span className={styles.muted}>{t('editor.briefEmpty')}</span> : brief}</div>
      )}
    </div>
  );
}
