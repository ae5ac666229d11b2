import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useCore } from '../rpc/core-client.ts';
import { queryKeys } from '../rpc/query-keys.ts';
import { navigate } from './navigation.ts';
import { Palette } from './palette.tsx';
import { useT } from '../components/use-t.ts';

const SHOWN = 20;

/** Opens a story by part of its title; without a text, the ones edited last. */
export function OpenStoryPalette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT();
  const core = useCore();
  const [text, setText] = useState('');
  const query = { list: 'all', text: useDeferredValue(text.normalize('NFC').trim()).slice(0, 200), status: null, channel: null, sort: 'updated' } as const;
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.stories(query), 'open'],
    queryFn: () => core.stories.list({ ...query, cursor: null, limit: SHOWN }),
    placeholderData: keepPreviousData,
  });
  const items = (data?.items ?? []).map((story) => ({ id: story.id, title: story.title === '' ? t('untitled') : story.title, note: story.sample ? t('sample') : '' }));
  return (
    <Palette
      title={t('palette.openTitle')}
      placeholder={t('palette.openPlaceholder')}
      empty={data === undefined || isPlaceholderData ? t('loading') : t('palette.openEmpty', { text })}
      items={items}
      text={text}
      onText={setText}
      onClose={onClose}
      onRun={(id) => navigate({ screen: 'compose', story: id, variant: null })}
    />
  );
}
