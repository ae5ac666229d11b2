import { type ReactNode } from 'react';
import type { AssetView, VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { DraftHooks, StoryDraft } from '../draft/drafts.ts';
import { ReplaceDialog, type ReplaceDialogProps } from '../find/replace-dialog.tsx';
import type { Opened } from '../opened.ts';
import { AdaptDialog } from '../adapt/adapt-dialog.tsx';
import { DriftDialog } from '../adapt/drift-dialog.tsx';
import { InsertPalette } from '../insert/insert-palette.tsx';
import type { InsertItem } from '../insert/items.ts';
import { AddVariantsDialog } from '../variants/add-variants-dialog.tsx';
import { LibraryDialog } from '../media/library-dialog.tsx';
import { CheckpointDialog } from './checkpoint-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RelinkDialog } from './relink-dialog.tsx';
import { RequestReviewDialog } from './request-review-dialog.tsx';
import { StoryDialog } from './story-dialog.tsx';

/** The dialog that is open; there is never more than one. */
export type DialogState =
  | { readonly kind: 'add' | 'review' | 'publish' | 'story' | 'checkpoint' | 'relink' | 'conflict' | 'replace' | 'adapt' | 'drift' | 'media' | 'insert' }
  | { readonly kind: 'history'; readonly revision: Id | null };

export interface ComposeDialogsProps {
  readonly state: DialogState | null;
  readonly story: StoryDraft;
  readonly opened: Opened;
  readonly rows: readonly VariantRow[];
  readonly workspace: Workspace;
  readonly isReadOnly: boolean;
  readonly onInsert: (asset: AssetView) => void;
  readonly onInsertItem: (item: InsertItem) => void;
  readonly hooks: DraftHooks;
  readonly onClose: () => void;
  readonly onShow: ReplaceDialogProps['onShow'];
  readonly onRelink: () => void;
  readonly onGoTo: (variant: Id) => void;
  readonly onAdded: (variants: readonly Id[]) => void;
}

export function ComposeDialogs({ state, story, opened, rows, workspace, isReadOnly, hooks, onInsert, onInsertItem, onClose, onShow, onRelink, onGoTo, onAdded }: ComposeDialogsProps): ReactNode {
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
    case 'media':
      return <LibraryDialog onInsert={opened.kind === 'variant' && !isReadOnly ? onInsert : null} isReadOnly={isReadOnly} onClose={onClose} />;
    case 'insert':
      return <InsertPalette story={story} opened={opened} onInsert={onInsertItem} onClose={onClose} />;
    case 'history':
      return opened.kind === 'variant' ? <HistoryDialog detail={opened.detail} draft={opened.draft} initial={state.revision} isReadOnly={isReadOnly} onClose={onClose} /> : null;
    case 'relink':
      return opened.kind === 'variant' ? <RelinkDialog row={opened.detail.row} draft={opened.draft} common={story.content().common[opened.detail.row.language]} onClose={onClose} /> : null;
    case 'replace':
      return <ReplaceDialog story={story} rows={rows} languages={workspace.languages} hooks={hooks} isReadOnly={isReadOnly} onClose={onClose} onShow={onShow} />;
    case 'adapt':
      return opened.kind === 'variant' ? <AdaptDialog row={opened.detail.row} draft={opened.draft} story={story} rows={rows} workspace={workspace} onClose={onClose} /> : null;
    case 'drift':
      return opened.kind === 'variant' && opened.detail.drift !== null ? <DriftDialog row={opened.detail.row} drift={opened.detail.drift} draft={opened.draft} isReadOnly={isReadOnly} onRelink={onRelink} onClose={onClose} /> : null;
    case 'conflict':
      return opened.kind === 'variant' ? <ConflictDialog detail={opened.detail} draft={opened.draft} onClose={onClose} /> : null;
  }
}
