import { Ellipsis, Maximize2, Send } from 'lucide-react';
import { type ReactNode } from 'react';
import { Input, TextField } from 'react-aria-components';
import type { StoryContent } from '#shared/domain/content.ts';
import { runCommand } from '../../app/commands.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import styles from './compose.module.css';
import type { DialogState } from './dialogs/compose-dialogs.tsx';
import type { StoryDraft, VariantDraft } from './draft/drafts.ts';
import { useDraftPart } from './draft/use-draft.ts';
import { SavedLine } from './saved-line.tsx';
import { useTexts } from './texts.ts';

const titleIn = (content: StoryContent): string => content.title;

export interface ComposeHeaderProps {
  readonly story: StoryDraft;
  /** The draft of the text in hand. */
  readonly current: StoryDraft | VariantDraft;
  readonly hasVariant: boolean;
  readonly isReadOnly: boolean;
  readonly onDialog: (dialog: DialogState) => void;
}

/** The story's title, where the text in hand stands, and what is done with the story as a whole. */
export function ComposeHeader({ story, current, hasVariant, isReadOnly, onDialog }: ComposeHeaderProps): ReactNode {
  const t = useTexts();
  const title = useDraftPart(story, titleIn);
  return (
    <div className={styles.header} data-pane="compose-header">
      <TextField aria-label={t('storyTitle')} className={styles.storyTitle ?? ''} value={title} maxLength={500} isReadOnly={isReadOnly} onChange={(next) => story.edit({ title: next })}>
        <Input placeholder={t('storyTitlePlaceholder')} />
      </TextField>
      <SavedLine draft={current} />
      <IconButton icon={Maximize2} label={t('editor.focus')} command="compose.focus" onPress={() => runCommand('compose.focus')} />
      <Menu
        label={t('more')}
        trigger={<IconButton icon={Ellipsis} label={t('more')} />}
        groups={[
          { id: 'story', items: [{ id: 'info', label: t('story.show'), run: () => onDialog({ kind: 'story' }) }] },
          {
            id: 'variant',
            items: [
              { id: 'checkpoint', label: t('checkpoint.title'), command: 'compose.checkpoint', isDisabled: !hasVariant || isReadOnly, run: () => runCommand('compose.checkpoint') },
              { id: 'history', label: t('history.title'), command: 'compose.history', isDisabled: !hasVariant, run: () => runCommand('compose.history') },
              { id: 'find', label: t('find.label'), command: 'compose.find', run: () => runCommand('compose.find') },
            ],
          },
          { id: 'publish', items: [{ id: 'publish', label: t('publish'), command: 'compose.publish', isDisabled: isReadOnly, run: () => runCommand('compose.publish') }] },
        ]}
      />
      <Button variant="primary" icon={Send} command="compose.request-review" isDisabled={isReadOnly} onPress={() => runCommand('compose.request-review')}>
        {t('requestReview')}
      </Button>
    </div>
  );
}
