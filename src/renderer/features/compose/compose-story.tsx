import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StoryDetail } from '#shared/contract/views.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import { useBeforeQuit } from '../../app/before-quit.ts';
import { navigate } from '../../app/navigation.ts';
import { useStoryTitle } from '../../app/screen-title.ts';
import { useShellState } from '../../app/shell-state.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Banner } from '../../components/banner.tsx';
import { SplitPane, type Pane } from '../../components/split-pane.tsx';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { showToast } from '../../components/toast.tsx';
import { flushComposition } from '../../editor/index.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useVariant } from '../../rpc/queries.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { ComposeHeader } from './compose-header.tsx';
import styles from './compose.module.css';
import { ComposeDialogs, type DialogState } from './dialogs/compose-dialogs.tsx';
import { flushDrafts, storedStory, storedVariant, storyDraft } from './draft/drafts.ts';
import { useDraftPart } from './draft/use-draft.ts';
import { useOpened } from './opened.ts';
import { type Selection, keyOf, neighbour, writables } from './selection.ts';
import { SidePane } from './side-pane.tsx';
import { useTexts } from './texts.ts';
import { useComposeCommands } from './use-compose-commands.ts';
import { useNarrow } from './use-narrow.ts';
import { VariantList } from './variants/variant-list.tsx';
import { CommonWriting } from './writing/common-writing.tsx';
import { VariantWriting } from './writing/variant-writing.tsx';
import type { WritingHandle } from './writing/writing-handle.ts';

const titleIn = (content: StoryContent): string => content.title;

/** A story under work: what there is to write, the text in hand, and beside it its preview or the material. */
export function ComposeStory({ detail, variantId }: { readonly detail: StoryDetail; readonly variantId: Id | null }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const queries = useQueryClient();
  const view = useWorkspaceView();
  const { state } = useShellState();
  const narrow = useNarrow();
  const story = detail.row.id;
  const { languages } = view.workspace;
  const rows = detail.variants;
  const hooks = useMemo(() => ({ onSaved: () => undefined, onMerged: () => void showToast({ text: t('stale.mergedText') }) }), [t]);
  const draft = storyDraft(core, detail, hooks);
  useEffect(() => draft.offer(storedStory(detail)), [draft, detail]);
  const title = useDraftPart(draft, titleIn);
  useStoryTitle(title);

  const [commonLanguage, setCommonLanguage] = useState<Language>(languages[0] ?? 'ko');
  const row = rows.find(({ id }) => id === variantId) ?? null;
  const selection: Selection = row === null ? { kind: 'common', language: commonLanguage } : { kind: 'variant', row };
  const variant = useVariant(row?.id ?? null);
  const [dialog, setDialog] = useState<DialogState | null>(null);
  const [focusMode, setFocusMode] = useState(false);
  const handle = useRef<WritingHandle | null>(null);
  const writeNext = useRef(false);
  const isReadOnly = view.readOnly || detail.row.archived || row?.status.status === 'archived';

  useBeforeQuit(async () => {
    await flushDrafts();
  });
  // Leaving the screen saves; what cannot be saved stays in the session and goes on trying.
  useEffect(() => () => void flushDrafts(), []);

  const select = useCallback(async (next: Selection, write: boolean) => {
    // The syllable under composition belongs to the text that is left.
    await flushComposition();
    void flushDrafts();
    writeNext.current = write;
    if (next.kind === 'common') setCommonLanguage(next.language);
    navigate({ screen: 'compose', story, variant: next.kind === 'variant' ? next.row.id : null }, { replace: true });
  }, [story]);
  const goTo = useCallback((id: Id) => {
    const target = rows.find((each) => each.id === id);
    if (target !== undefined) void select({ kind: 'variant', row: target }, true);
  }, [rows, select]);
  const step = (by: 1 | -1): void => void select(neighbour(writables(languages, rows), selection, by), true);

  const key = keyOf(selection);
  const ready = selection.kind === 'common' || variant.data?.row.id === selection.row.id;
  useEffect(() => {
    if (!ready || !writeNext.current) return;
    writeNext.current = false;
    handle.current?.focus();
  }, [key, ready]);

  useComposeCommands({ handle, selection, rows, isReadOnly, focusMode, onStep: step, onDialog: setDialog, onFocusMode: setFocusMode });

  const opened = useOpened(selection, detail, variant.data ?? null, hooks);
  useEffect(() => {
    if (opened.kind === 'variant') opened.draft.offer(storedVariant(opened.detail));
  }, [opened]);

  const centre = (): ReactNode => {
    if (opened.kind === 'common') {
      return <CommonWriting key={key} draft={draft} language={opened.language} open={opened.open} rows={rows} isReadOnly={isReadOnly} spelling={state.settings.spelling} handle={handle} />;
    }
    if (opened.kind === 'variant') {
      return (
        <VariantWriting
          key={key}
          detail={opened.detail}
          draft={opened.draft}
          open={opened.open}
          others={rows.filter(({ id }) => id !== opened.detail.row.id)}
          isReadOnly={isReadOnly}
          spelling={state.settings.spelling}
          handle={handle}
          onRelink={() => setDialog({ kind: 'relink' })}
          onCompareApproved={() => setDialog({ kind: 'history', revision: opened.detail.lastApproved?.id ?? null })}
          onResolve={() => setDialog({ kind: 'conflict' })}
        />
      );
    }
    return variant.error === null ? <Skeleton label={t('loading')} /> : <ErrorNotice code={errorCodeOf(variant.error)} />;
  };

  const variantsPane: Pane = {
    id: 'compose-variants', label: t('pane.variants'), size: narrow ? 220 : 248, min: 180, max: 360, surface: 'canvas',
    content: <VariantList languages={languages} rows={rows} selection={selection} canAdd={!isReadOnly} onSelect={(next) => void select(next, false)} />,
  };
  const side = <SidePane story={draft} opened={opened} isReadOnly={isReadOnly} />;
  const editorPane: Pane = { id: 'compose-editor', label: t('pane.editor'), min: 360, content: narrow && !focusMode ? <SidePane story={draft} opened={opened} isReadOnly={isReadOnly} writing={centre()} /> : centre() };
  const sidePane: Pane = { id: 'compose-side', label: t('pane.preview'), size: 380, min: 280, max: 560, surface: 'canvas', content: side };
  const panes = focusMode ? [editorPane] : narrow ? [variantsPane, editorPane] : [variantsPane, editorPane, sidePane];
  const current = opened.kind === 'variant' ? opened.draft : draft;
  return (
    <div className={styles.screen} data-focus-mode={focusMode || undefined}>
      <ComposeHeader story={draft} current={current} isReadOnly={isReadOnly} focusMode={focusMode} hasVariant={opened.kind === 'variant'} onFocusMode={setFocusMode} onDialog={setDialog} />
      {detail.row.archived && <Banner tone="warn">{t('archivedStory')}</Banner>}
      <SplitPane id={narrow ? 'compose-narrow' : 'compose'} panes={panes} />
      <ComposeDialogs
        state={dialog}
        story={draft}
        opened={opened}
        rows={rows}
        workspace={view.workspace}
        isReadOnly={isReadOnly}
        onClose={() => setDialog(null)}
        onGoTo={(id) => { setDialog(null); goTo(id); }}
        onAdded={(ids) => {
          setDialog(null);
          const [first] = ids;
          void queries.invalidateQueries({ queryKey: queryKeys.story(story) }).then(() => first !== undefined && navigate({ screen: 'compose', story, variant: first }, { replace: true }));
        }}
      />
    </div>
  );
}
