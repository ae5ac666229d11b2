import { type ReactNode, useState } from 'react';
import { Tabs, type TabItem } from '../../components/tabs.tsx';
import { BriefPane } from './brief-pane.tsx';
import styles from './compose.module.css';
import type { StoryDraft } from './draft/drafts.ts';
import type { Opened } from './opened.ts';
import { PreviewPane } from './preview/preview-pane.tsx';
import { useTexts } from './texts.ts';

type TabId = 'writing' | 'preview' | 'brief';

export interface SidePaneProps {
  readonly story: StoryDraft;
  readonly opened: Opened;
  readonly isReadOnly: boolean;
  /** In a narrow window the text itself is the first of the tabs. */
  readonly writing?: ReactNode;
}

/** What stands beside the text: its preview, and the material that it is written from. */
export function SidePane({ story, opened, isReadOnly, writing }: SidePaneProps): ReactNode {
  const t = useTexts();
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
          {opened.kind === 'variant' && <PreviewPane key={opened.detail.row.id} row={opened.detail.row} draft={opened.draft} open={opened.open} />}
          {isCommon && <p className={styles.sideHint}>{t('preview.commonHint')}</p>}
        </div>
      ),
    },
    { id: 'brief', label: t('editor.brief'), content: <div className={styles.sideScroll}><BriefPane draft={story} isReadOnly={isReadOnly} /></div> },
  ];
  const value = chosen ?? fallback;
  return <Tabs label={t('pane.preview')} items={items} value={value} onChange={setChosen} className={styles.sideTabs} />;
}
