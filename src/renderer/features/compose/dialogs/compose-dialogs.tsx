import { type ReactNode } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { StoryDraft } from '../draft/drafts.ts';
import type { Opened } from '../opened.ts';
import { AddVariantsDialog } from '../variants/add-variants-dialog.tsx';
import { CheckpointDialog } from './checkpoint-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RelinkDialog } from './relink-dialog.tsx';
import { RequestReviewDialog } from './request-review-dialog.tsx';
import { StoryDialog } from './story-dialog.tsx';

/** The dialog that is open; there is never more than one. */
export type DialogState =
  | { readonly kind: 'add' | 'review' | 'publish' | 'story' | 'checkpoint' | 'relink' | 'conflict' }
  | { readonly kind: 'history'; readonly revision: Id | null };

export interface ComposeDialogsProps {
  readonly state: DialogState | null;
  readonly story: StoryDraft;
  readonly opened: Opened;
  readonly rows: readonly VariantRow[];
  readonly workspace: Workspace;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly onGoTo: (variant: Id) => void;
  readonly onAdded: (variants: readonly Id[]) => void;
}

export function ComposeDialogs({ state, story, opened, rows, workspace, isReadOnly, onClose, onGoTo, onAdded }: ComposeDialogsProps): ReactNode {
  if (state === null) return null;
  switch (state.kind) {
    case 'add':
      return <AddVariantsDialog workspace={workspace} story={story.content()} rows={rows} onClose={onClose} onAdded={onAdded} />;
    case 'review':
      return <RequestReviewDialog rows={rows} onClose={onClose} onGoTo={onGoTo} />;
    case 'publish':
      return <PublishDialog rows={rows} labels={story.content().labels} onClose={onClose} />;
    case 'story':
      return <StoryDialog draft={story} isReadOnly={isReadOnly} onClose={onClose} />;
    case 'checkpoint':
      return opened.kind === 'variant' ? <CheckpointDialog variant={opened.detail.row.id} draft={opened.draft} onClose={onClose} /> : null;
    case 'history':
      return opened.kind === 'variant' ? <HistoryDialog detail={opened.detail} draft={opened.draft} initial={state.revision} isReadOnly={isReadOnly} onClose={onClose} /> : null;
    case 'relink':
      return opened.kind === 'variant' ? <RelinkDialog row={opened.detail.row} draft={opened.draft} common={story.content().common[opened.detail.row.language]} onClose={onClose} /> : null;
    case 'conflict':
      return opened.kind === 'variant' ? <ConflictDialog detail={opened.detail} draft={opened.draft} onClose={onClose} /> : null;
  }
}
