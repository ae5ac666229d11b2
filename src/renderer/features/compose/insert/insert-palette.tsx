import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Palette, type PaletteItem } from '../../../app/palette.tsx';
import { useFormats } from '../../../components/formats.ts';
import { useT } from '../../../components/use-t.ts';
import { useProfiles } from '../../../rpc/profiles.ts';
import type { StoryDraft } from '../draft/drafts.ts';
import type { Opened } from '../opened.ts';
import { isSign, previewOf } from './item-look.ts';
import { emojiItems, loadEmoji } from './emoji.ts';
import type { InsertItem } from './items.ts';
import { useRecentlyInserted } from './recent.ts';
import { useInsertItems } from './use-insert-items.ts';
import { searchItems } from './search-items.ts';

export interface InsertPaletteProps {
  readonly story: StoryDraft;
  readonly opened: Opened;
  readonly onInsert: (item: InsertItem) => void;
  readonly onClose: () => void;
}

/** The same list as a command, for those who write `/` for itself. */
export function InsertPalette({ story, opened, onInsert, onClose }: InsertPaletteProps): ReactNode {
  const { t } = useT('insert');
  const { language } = useFormats();
  const [text, setText] = useState('');
  const profiles = useProfiles();
  const row = opened.kind === 'variant' ? opened.detail.row : null;
  const items = useInsertItems({
    profile: row === null ? null : profiles(row.account),
    language: row?.language ?? (opened.kind === 'common' ? opened.language : 'ko'),
    title: story.content().title,
    link: opened.kind === 'variant' ? opened.draft.content().link : '',
  });
  const recent = useRecentlyInserted();
  const emoji = useSyncExternalStore(emojiItems.subscribe, emojiItems.get);
  useEffect(() => void loadEmoji(), []);
  const found = useMemo(() => (emoji === null ? [] : searchItems([...items, ...emoji], recent, text).flatMap((section) => section.items)), [items, emoji, recent, text]);
  const shown = useMemo(() => {
    const other = language === 'ko' ? 'en' : 'ko';
    return found.map((item): PaletteItem => ({ id: item.id, title: isSign(item) ? `${item.text} ${item.names[language]}` : item.names[language], note: isSign(item) ? item.names[other] : previewOf(item) }));
  }, [found, language]);
  return (
    <Palette
      title={t('title')}
      placeholder={t('placeholder')}
      empty={emoji === null ? t('loading') : t('empty', { text })}
      items={shown}
      text={text}
      onText={setText}
      onClose={onClose}
      onRun={(id) => {
        const item = found.find((each) => each.id === id);
        if (item !== undefined) onInsert(item);
      }}
    />
  );
}
