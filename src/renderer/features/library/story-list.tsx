import { FileSearch, Inbox } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { type EditorialStatus, EditorialStatus as EditorialStatusSchema, type SmartList, SmartList as SmartListSchema, type StoryQuery } from '#shared/contract/views.ts';
import { type ChannelId, ChannelId as ChannelIdSchema } from '#shared/domain/channel-id.ts';
import { runCommand } from '../../app/commands.ts';
import { useSearchRequests } from '../../app/requests.ts';
import { useShellState } from '../../app/shell-state.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { Select } from '../../components/select.tsx';
import { SearchField } from '../../components/text-field.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { errorCodeOf } from '../../rpc/errors.ts';
import { changeLibrary, type LibraryState } from './library-state.ts';
import styles from './library.module.css';
import { StoryListRow } from './story-row.tsx';
import type { StoryList } from './use-stories.ts';
import { WelcomeCard } from './welcome-card.tsx';
import { useT } from '../../components/use-t.ts';

const ROW_PX = 64;
/** Totals are counted up to here only. */
const COUNTED = 1_000;

export interface StoryListPaneProps {
  readonly state: LibraryState;
  readonly stories: StoryList;
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
  /** There is no room for the pane of lists: they become a choice beside the filters. */
  readonly withLists: boolean;
}

/** Search, filters, and the rows. */
export function StoryListPane({ state, stories, selected, onOpen, withLists }: StoryListPaneProps): ReactNode {
  const { t } = useT('library');
  const { number } = useFormats();
  const { state: shell } = useShellState();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const requests = useSearchRequests();
  useEffect(() => {
    if (requests === 0) return;
    search.current?.focus();
    search.current?.select();
  }, [requests]);
  // Those that the newsroom has accounts of, in the order in which channels are offered everywhere.
  const { workspace } = useWorkspaceView();
  const channels = ChannelIdSchema.options.filter((id) => workspace.accounts.some((account) => account.channel === id));
  const filtered = state.status !== null || state.channel !== null;

  // J and K stand for the arrows, also while the Hangul mode is on; the list itself knows only arrows.
  const letters = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!shell.settings.letterKeys || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const key = event.code === 'KeyJ' ? 'ArrowDown' : event.code === 'KeyK' ? 'ArrowUp' : null;
    if (key === null) return;
    event.preventDefault();
    event.stopPropagation();
    event.target.dispatchEvent(new window.KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
  };

  return (
    <div className={styles.stories}>
      <WelcomeCard />
      <div className={styles.bar}>
        <SearchField
          label={t('search')}
          inputRef={search}
          value={state.text}
          onChange={(text) => changeLibrary({ text, selected: null })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('[role="row"][aria-selected="true"], [role="row"]')?.focus();
            else event.continuePropagation();
          }}
        />
        <div className={styles.filters}>
          {withLists && <Select<SmartList> inline label={t('lists')} value={state.list} onChange={(list) => changeLibrary({ list, selected: null })} options={SmartListSchema.options.map((id) => ({ id, label: t(`list.${id}`) }))} />}
          <Select<EditorialStatus | 'any'>
            inline
            label={t('filter.status')}
            value={state.status ?? 'any'}
            onChange={(status) => changeLibrary({ status: status === 'any' ? null : status })}
            options={[{ id: 'any', label: t('filter.any') }, ...EditorialStatusSchema.options.map((id) => ({ id, label: t(`common:status.${id}`) }))]}
          />
          <Select<ChannelId | 'any'>
            inline
            label={t('filter.channel')}
            value={state.channel ?? 'any'}
            onChange={(channel) => changeLibrary({ channel: channel === 'any' ? null : channel })}
            options={[{ id: 'any', label: t('filter.any') }, ...channels.map((id) => ({ id, label: t(`common:channel.${id}`) }))]}
          />
          <Select<StoryQuery['sort']>
            inline
            label={t('filter.sort')}
            value={state.sort}
            onChange={(sort) => changeLibrary({ sort })}
            options={(['updated', 'title', 'due'] as const).map((id) => ({ id, label: t(`sort.${id}`) }))}
          />
          <span className={styles.total} role="status">
            {stories.isSearching ? t('searching') : stories.total >= COUNTED ? t('totalCapped', { limit: number(COUNTED) }) : t('total', { count: stories.total })}
          </span>
        </div>
      </div>
      <div ref={list} className={styles.listBody}>
        {stories.error !== null && stories.rows.length === 0 ? (
          <div style={{ padding: 16 }}>
            <ErrorNotice code={errorCodeOf(stories.error)} />
          </div>
        ) : stories.isPending ? (
          <Skeleton label={t('common:loading')} lines={10} />
        ) : (
          <VirtualList
            label={t('stories')}
            items={stories.rows}
            rowHeight={ROW_PX}
            rowClassName={styles.row ?? ''}
            textOf={(row) => (row.title === '' ? t('common:untitled') : row.title)}
            renderRow={(row) => <StoryListRow row={row} />}
            selected={selected}
            onSelect={(id) => changeLibrary({ selected: id })}
            onOpen={onOpen}
            onLoadMore={stories.loadMore}
            isLoadingMore={stories.isLoadingMore}
            onKeyDown={letters}
            renderEmpty={() => <Empty state={state} text={stories.text} filtered={filtered} />}
          />
        )}
      </div>
    </div>
  );
}

function Empty({ state, text, filtered }: { readonly state: LibraryState; readonly text: string; readonly filtered: boolean }): ReactNode {
  const { t } = useT('library');
  if (text !== '' || filtered) {
    return (
      <EmptyState icon={FileSearch} text={text === '' ? t('empty.filtered') : t('empty.search', { text })}>
        <Button onPress={() => changeLibrary({ text: '', status: null, channel: null })}>{t('filter.clear')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} text={t(`empty.${state.list}`)}>
      {state.list === 'all' ? (
        <Button variant="primary" onPress={() => runCommand('story.new')}>
          {t('action.newStory')}
        </Button>
      ) : (
        <Button onPress={() => changeLibrary({ list: 'all', selected: null })}>{t('action.openLibrary')}</Button>
      )}
    </EmptyState>
  );
}
