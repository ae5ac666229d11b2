import { type ReactNode, useMemo } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useStore } from '../../../app/store.ts';
import type { StoryDraft } from '../draft/drafts.ts';
import type { Opened } from '../opened.ts';
import { useTexts } from '../texts.ts';
import { picked, shownRows } from './picked.ts';
import { PreviewBar } from './preview-bar.tsx';
import { CommonPreviews, LivePreview, StoredPreview } from './preview-sources.tsx';
import styles from './preview.module.css';

export interface PreviewPaneProps {
  readonly story: Id;
  readonly common: StoryDraft;
  readonly opened: Opened;
  /** Every variant of the story. */
  readonly rows: readonly VariantRow[];
  /** In a strip below the text instead of a pane beside it. */
  readonly strip?: boolean;
}

const NONE: readonly Id[] = [];

/** The variant in hand as its channel would show it, and up to four more of its language beside it. */
export function PreviewPane({ story, common, opened, rows, strip = false }: PreviewPaneProps): ReactNode {
  const t = useTexts();
  const accounts = useStore(picked).get(story) ?? NONE;
  const language = opened.kind === 'variant' ? opened.detail.row.language : opened.kind === 'common' ? opened.language : null;
  const current = opened.kind === 'variant' ? opened.detail.row.id : null;
  const candidates = useMemo(() => rows.filter((row) => row.language === language && (row.id === current || row.status.status !== 'archived')), [rows, language, current]);
  const shown = useMemo(() => shownRows(candidates, current, accounts), [candidates, current, accounts]);
  if (opened.kind === 'loading') return null;
  const isOneOfMany = shown.length > 1;
  return (
    <div className={styles.pane} data-strip={strip || undefined}>
      <PreviewBar story={story} rows={candidates} shown={shown} current={current} />
      {opened.kind === 'common' && shown.length === 0 && <p className={styles.hint}>{t('preview.commonHint')} {candidates.length > 0 && t('preview:compareHint')}</p>}
      <div className={styles.cards}>
        {opened.kind === 'common' ? (
          <CommonPreviews key={`${story}:${opened.language}`} rows={shown} draft={common} open={opened.open} language={opened.language} />
        ) : (
          shown.map((row) => (row.id === current
            ? <LivePreview key={row.id} row={row} draft={opened.draft} open={opened.open} isOneOfMany={isOneOfMany} />
            : <StoredPreview key={row.id} row={row} isOneOfMany={isOneOfMany} common={null} />))
        )}
      </div>
    </div>
  );
}
