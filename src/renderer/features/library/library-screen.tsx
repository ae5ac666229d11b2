import { type ReactNode, useState } from 'react';
import type { StoryRow } from '#shared/contract/views.ts';
import { useCommands } from '../../app/commands.ts';
import { goToScreen, lastStory } from '../../app/navigation.ts';
import { useStore } from '../../app/store.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { type Pane, SplitPane } from '../../components/split-pane.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useStory } from '../../rpc/queries.ts';
import { ArchiveDialog, goingOut } from './archive-dialog.tsx';
import { libraryState } from './library-state.ts';
import { SmartLists } from './smart-lists.tsx';
import { StoryListPane } from './story-list.tsx';
import { StorySummary } from './story-summary.tsx';
import { useStories } from './use-stories.ts';
import { type StoryActions, useStoryActions } from './use-story-actions.ts';
import { useT } from '../../components/use-t.ts';

const TIGHT_PX = 1100;
const NO_SUMMARY_PX = 860;
const NO_LISTS_PX = 620;

/** All stories: lists that keep themselves, the rows of one, and a summary of the one chosen. */
export function LibraryScreen(): ReactNode {
  const { t } = useT('library');
  const state = useStore(libraryState);
  const stories = useStories(state);
  const { readOnly } = useWorkspaceView();
  const [archiving, setArchiving] = useState<{ readonly row: StoryRow; readonly stops: ReturnType<typeof goingOut> } | null>(null);
  // Without a choice of one's own, the first row is the one looked at.
  const row = stories.rows.find(({ id }) => id === state.selected) ?? stories.rows[0] ?? null;
  const { data: story } = useStory(row?.id ?? null);
  const plain = useStoryActions();
  const actions: StoryActions = {
    ...plain,
    setArchived: (of, archived) => {
      const stops = archived ? goingOut(of, story?.row.id === of.id ? story : undefined) : [];
      if (stops.length === 0) plain.setArchived(of, archived);
      else setArchiving({ row: of, stops });
    },
  };
  useCommands({
    // The first time there is no story in hand yet: the one looked at here is meant.
    'go.compose': () => (row !== null && lastStory() === null ? actions.open(row.id) : goToScreen('compose')),
    'story.duplicate': { enabled: row !== null && !readOnly, run: () => row !== null && actions.duplicate(row) },
    'story.archive': { enabled: row !== null && !readOnly && !row.archived, run: () => row !== null && actions.setArchived(row, true) },
  });
  // A small window, or a large text, keeps the rows and gives up what stands beside them.
  const tight = useNarrow(TIGHT_PX);
  const noSummary = useNarrow(NO_SUMMARY_PX);
  const noLists = useNarrow(NO_LISTS_PX);
  const lists: Pane = { id: 'library-lists', label: t('lists'), size: tight ? 184 : 200, min: 140, max: 320, surface: 'canvas', content: <SmartLists value={state.list} /> };
  const rows: Pane = { id: 'library-stories', label: t('stories'), min: 200, primary: true, content: <StoryListPane state={state} stories={stories} selected={row?.id ?? null} onOpen={actions.open} withLists={noLists} /> };
  const summary: Pane = { id: 'library-summary', label: t('summary'), size: tight ? 312 : 380, min: 280, max: 640, content: <StorySummary row={row} actions={actions} /> };
  return (
    <>
      <SplitPane id={tight ? 'library-tight' : 'library'} panes={noLists ? [rows] : noSummary ? [lists, rows] : [lists, rows, summary]} />
      {archiving !== null && (
        <ArchiveDialog
          stops={archiving.stops}
          onClose={() => setArchiving(null)}
          onConfirm={() => {
            plain.setArchived(archiving.row, true);
            setArchiving(null);
          }}
        />
      )}
    </>
  );
}
