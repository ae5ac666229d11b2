import { type ReactNode, useState } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import { useFocusMode } from '../../app/focus-mode.ts';
import { Tabs, type TabItem } from '../../components/tabs.tsx';
import { CommentsPane } from './comments/comments-pane.tsx';
import { BriefPane } from './brief-pane.tsx';
import styles from './compose.module.css';
import type { StoryDraft } from './draft/drafts.ts';
import { FactsPane } from './facts/facts-pane.tsx';
import type { Place } from './facts/places.ts';
import { useStoryFacts } from './facts/use-story-facts.ts';
import type { Opened } from './opened.ts';
import { PreviewPane } from './preview/preview-pane.tsx';
import { useTexts } from './texts.ts';

type TabId = 'writing' | 'preview' | 'brief' | 'facts' | 'comments';

export interface SidePaneProps {
  readonly id: Id;
  readonly story: StoryDraft;
  readonly opened: Opened;
  readonly rows: readonly VariantRow[];
  readonly isReadOnly: boolean;
  /** A person wants to see where something stands in a text. */
  readonly onGo: (place: Place) => void;
  /** The same for words of the text in hand. */
  readonly onGoInText: (range: TextRange) => void;
  /** In a narrow window the text itself is the first of the tabs. */
  readonly writing?: ReactNode;
}

/** What stands beside the text: its preview, and the material that it is written from. */
export function SidePane({ id, story, opened, rows, isReadOnly, onGo, onGoInText, writing }: SidePaneProps): ReactNode {
  const t = useTexts();
  const isAlone = useFocusMode();
  const facts = useStoryFacts(story.content().story);
  const differing = facts?.conflicts.filter(({ dismissed }) => !dismissed).length ?? 0;
  const openComments = opened.kind === 'variant' ? opened.detail.comments.filter(({ resolved, replyTo }) => !resolved && replyTo === null).length : 0;
  const isCommon = opened.kind === 'common';
  const [chosen, setChosen] = useState<TabId | null>(null);
  const fallback: TabId = writing !== undefined ? 'writing' : isCommon ? 'brief' : 'preview';
  const items: TabItem<TabId>[] = [
    ...(writing === undefined ? [] : [{ id: 'writing' as const, label: t('pane.editor'), content: writing }]),
    {
      id: 'preview',
      label: t('preview.label'),
      content: (
        <div className={styles.sideScroll}>
          <PreviewPane story={id} common={story} opened={opened} rows={rows} />
        </div>
      ),
    },
    { id: 'brief', label: t('editor.brief'), content: <div className={styles.sideScroll}><BriefPane draft={story} isReadOnly={isReadOnly} /></div> },
    {
      id: 'facts',
      label: differing === 0 ? t('facts:tab') : t('facts:tabCount', { count: differing }),
      content: (
        <div className={styles.sideScroll}>
          {facts !== null && (
            <FactsPane
              facts={facts}
              story={story}
              opened={opened}
              rows={rows}
              isReadOnly={isReadOnly}
              onGo={(place) => {
                if (place.textId === 'brief') setChosen('brief');
                else if (writing !== undefined) setChosen('writing');
                onGo(place);
              }}
            />
          )}
        </div>
      ),
    },
    ...(opened.kind !== 'variant' ? [] : [{
      id: 'comments' as const,
      label: openComments === 0 ? t('comments:tab') : t('comments:tabCount', { count: openComments }),
      content: (
        <div className={styles.sideScroll}>
          <CommentsPane
            key={opened.detail.row.id}
            opened={opened}
            isReadOnly={isReadOnly}
            onGo={(range) => {
              if (writing !== undefined) setChosen('writing');
              onGoInText(range);
            }}
          />
        </div>
      ),
    }]),
  ];
  const open = chosen === null || (chosen === 'comments' && opened.kind !== 'variant') ? fallback : chosen;
  // Focus mode shows the text, whatever tab it is under.
  const value = isAlone && writing !== undefined ? 'writing' : open;
  return <Tabs label={t('pane.preview')} items={items} value={value} onChange={setChosen} className={styles.sideTabs} />;
}
