import { type ReactNode } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useStore } from '../../app/store.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { SplitPane } from '../../components/split-pane.tsx';
import { libraryState } from './library-state.ts';
import { SmartLists } from './smart-lists.tsx';
import { StoryListPane } from './story-list.tsx';
import { StorySummary } from './story-summary.tsx';
import { useStories } from './use-stories.ts';
import { useStoryActions } from './use-story-actions.ts';
import { useT } from '../../components/use-t.ts';

/** All stories: lists that keep themselves, the rows of one, and a summary of the one chosen. */
export function LibraryScreen(): ReactNode {
  const { t } = useT('library');
  const state = useStore(libraryState);
  const stories = useStories(state);
  const actions = useStoryActions();
  const { readOnly } = useWorkspaceView();
  // Without a choice of one's own, the first row is the one looked at.
  const row = stories.rows.find(({ id }) => id === state.selected) ?? stories.rows[0] ?? null;
  useCommands({
    'story.duplicate': { enabled: row !== null && !readOnly, run: () => row !== null && actions.duplicate(row) },
    'story.archive': { enabled: row !== null && !readOnly && !row.archived, run: () => row !== null && actions.setArchived(row, true) },
  });
  return (
    <SplitPane
      id="library"
      panes={[
        { id: 'library-lists', label: t('lists'), size: 200, min: 140, max: 320, surface: 'canvas', content: <SmartLists value={state.list} /> },
        { id: 'library-stories', label: t('stories'), min: 320, content: <StoryListPane state={state} stories={stories} selected={row?.id ?? null} onOpen={actions.open} /> },
        { id: 'library-summary', label: t('summary'), size: 380, min: 280, max: 640, content: <StorySummary row={row} actions={actions} /> },
      ]}
    />
  );
}
