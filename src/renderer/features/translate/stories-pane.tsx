import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Languages } from 'lucide-react';
import { type ReactNode, useDeferredValue } from 'react';
import type { StoryRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { navigate } from '../../app/navigation.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { SearchField } from '../../components/text-field.tsx';
import { useT } from '../../components/use-t.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import styles from './translate.module.css';
import { changeView, translateView } from './translate-view.ts';

/** Search narrows down further; nobody scrolls through more than this. */
const MOST = 200;
const LISTS = ['needs-translation', 'all'] as const;

/** Which story to translate. */
export function StoriesPane({ story }: { readonly story: Id | null }): ReactNode {
  const { t } = useT('translate');
  const core = useCore();
  const { list, text } = useStore(translateView);
  const sought = useDeferredValue(text.trim().normalize('NFC').slice(0, 200));
  const stories = useQuery({
    queryKey: [...queryKeys.storiesAll, 'translate', list, sought],
    queryFn: () => core.stories.list({ list, text: sought, status: null, channel: null, sort: 'updated', cursor: null, limit: MOST }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.stories}>
      <div className={styles.storiesHead}>
        <SegmentedControl label={t('stories.filter')} options={LISTS.map((id) => ({ id, label: t(`stories.filters.${id}`) }))} value={list} onChange={(to) => changeView({ list: to })} />
        <SearchField label={t('stories.search')} value={text} onChange={(to) => changeView({ text: to })} />
      </div>
      {stories.error !== null ? (
        <ErrorNotice code={errorCodeOf(stories.error)} />
      ) : stories.data === undefined ? (
        <Skeleton label={t('common:loading')} />
      ) : (
        <div className={styles.storiesList}>
          <VirtualList
            label={t('stories.label')}
            items={stories.data.items}
            rowHeight={52}
            textOf={(row) => titleOf(row, t('common:untitled'))}
            selected={story}
            onSelect={(id) => navigate({ screen: 'translate', story: id, source: null, target: null }, { replace: true })}
            renderRow={(row) => <StoryLine row={row} />}
            renderEmpty={() => <Empty text={sought} list={list} />}
          />
        </div>
      )}
    </div>
  );
}

function titleOf(row: StoryRow, untitled: string): string {
  return row.title === '' ? untitled : row.title;
}

function StoryLine({ row }: { readonly row: StoryRow }): ReactNode {
  const { t } = useT('translate');
  const counts = (['ko', 'en'] as const).map((language) => t('stories.languages', { language: t(`common:languageShort.${language}`), count: row.variants.filter((variant) => variant.language === language).length }));
  return (
    <>
      <span className={styles.storyTitle}>{titleOf(row, t('common:untitled'))}</span>
      <span className={styles.storyMeta}>{counts.join('  ')}</span>
    </>
  );
}

function Empty({ text, list }: { readonly text: string; readonly list: 'needs-translation' | 'all' }): ReactNode {
  const { t } = useT('translate');
  return (
    <EmptyState icon={Languages} text={text === '' ? t('stories.empty') : t('stories.noMatch', { text })}>
      {list !== 'all' && <Button onPress={() => changeView({ list: 'all' })}>{t('stories.showAll')}</Button>}
    </EmptyState>
  );
}
