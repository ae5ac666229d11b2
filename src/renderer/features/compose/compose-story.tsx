import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StoryDetail } from '#shared/contract/views.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import { navigate } from '../../app/navigation.ts';
import { useStoryTitle } from '../../app/screen-title.ts';
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
import { ComposeDialogs, type ComposeDialogsProps, type DialogState } from './dialogs/compose-dialogs.tsx';
import { flushDrafts, knownVariantDraft, storedStory, storedVariant, storyDraft } from './draft/drafts.ts';
import { useDraftPart } from './draft/use-draft.ts';
import type { Place } from './facts/places.ts';
import { useFocusWriting } from './focus/use-focus-writing.ts';
import { useOpened } from './opened.ts';
import { OvertakenBanner } from './overtaken-banner.tsx';
import { type Selection, keyOf, neighbour, writables } from './selection.ts';
import { WithPreviewsBelow } from './preview/previews-below.tsx';
import { SidePane } from './side-pane.tsx';
import { useTexts } from './texts.ts';
import { useComposeCommands } from './use-compose-commands.ts';
import { useNarrow } from './use-narrow.ts';
import { VariantList } from './variants/variant-list.tsx';
import { CommonWriting } from './writing/common-writing.tsx';
import { SettledNotice } from './writing/settled-notice.tsx';
import { VariantWriting } from './writing/variant-writing.tsx';
import type { WritingHandle } from './writing/writing-handle.ts';

const titleIn = (content: StoryContent): string => content.title;

/** A story under work: what there is to write, the text in hand, and beside it its preview or the material. */
export function ComposeStory({ detail, variantId }: { readonly detail: StoryDetail; readonly variantId: Id | null }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const queries = useQueryClient();
  const view = useWorkspaceView();
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
  const handle = useRef<WritingHandle | null>(null);
  const focus = useFocusWriting(handle);
  const writeNext = useRef(false);
  /** What is to be shown in the text that is opened next. */
  const toShow = useRef<((handle: WritingHandle) => void) | null>(null);
  const keyRef = useRef('');
  /** Where a person is on the way to, until it is shown. */
  const going = useRef<Selection | null>(null);
  const isReadOnly = view.readOnly || detail.row.archived || row?.status.status === 'archived';

  // Leaving the screen saves; what cannot be saved stays in the session and goes on trying.
  useEffect(() => () => void flushDrafts(), []);

  /** Brings a variant, and its draft where there is one, to what the core has. Without an answer it is shown as it was. */
  const freshen = useCallback(async (id: Id) => {
    const fresh = await queries.fetchQuery({ queryKey: queryKeys.variant(id), queryFn: () => core.variants.get({ id }), staleTime: 0 }).catch(() => null);
    if (fresh !== null) knownVariantDraft(id)?.offer(storedVariant(fresh));
  }, [queries, core]);
  const select = useCallback(async (next: Selection, write: boolean) => {
    going.current = next;
    // The syllable under composition belongs to the text that is left.
    await flushComposition();
    const saved = flushDrafts();
    // What was just written in the common text is the text of what follows it: who goes there and writes on must have it before.
    if (next.kind === 'variant' && next.row.linked) await saved.then(() => freshen(next.row.id));
    // Meanwhile the person has gone on.
    if (going.current !== next) return;
    going.current = null;
    if (keyOf(next) === keyRef.current) {
      if (write) handle.current?.focus();
      return;
    }
    writeNext.current = write;
    if (next.kind === 'common') setCommonLanguage(next.language);
    navigate({ screen: 'compose', story, variant: next.kind === 'variant' ? next.row.id : null }, { replace: true });
  }, [story, freshen]);
  /** Once the text is there, and a dialog that was open has given the focus back, which it does in the next frame. */
  const showNow = useCallback(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const act = toShow.current;
      toShow.current = null;
      if (act !== null && handle.current !== null) act(handle.current);
    }));
  }, []);
  const showIn = useCallback((target: Selection, act: (handle: WritingHandle) => void) => {
    toShow.current = act;
    if (keyOf(target) === keyRef.current) showNow();
    else void select(target, false);
  }, [select, showNow]);
  const showPlace = useCallback((place: Place) => {
    const row = rows.find(({ id }) => id === place.textId);
    const target: Selection | null = place.textId.startsWith('common:') ? { kind: 'common', language: place.textId.slice('common:'.length) as Language } : row === undefined ? null : { kind: 'variant', row };
    if (target !== null) showIn(target, (writing) => writing.showPlace(place));
  }, [rows, showIn]);
  const showWords = useCallback((range: TextRange) => {
    toShow.current = (writing) => writing.show({ name: 'text' }, range);
    showNow();
  }, [showNow]);
  const goMend = (id: Id): void => {
    const target = rows.find((each) => each.id === id);
    if (target !== undefined) showIn({ kind: 'variant', row: target }, (writing) => writing.showError());
  };
  const showFound: ComposeDialogsProps['onShow'] = ({ variant: id, language, place }) => {
    const row = rows.find((each) => each.id === id);
    const target: Selection | null = id === null ? { kind: 'common', language } : row === undefined ? null : { kind: 'variant', row };
    if (target !== null) showIn(target, (writing) => writing.show(place.field, place.match));
  };
  const step = (by: 1 | -1): void => void select(neighbour(writables(languages, rows), going.current ?? selection, by), true);

  const key = keyOf(selection);
  const ready = selection.kind === 'common' || variant.data?.row.id === selection.row.id;
  useEffect(() => {
    keyRef.current = ready ? key : '';
    if (!ready) return;
    if (toShow.current !== null) showNow();
    else if (writeNext.current) handle.current?.focus();
    writeNext.current = false;
  }, [key, ready, showNow]);

  // Once the dialog that asked for it is gone and the variant is there: before the dialog gives the focus back.
  useComposeCommands({ handle, selection, rows, isReadOnly, focus, onStep: step, onDialog: setDialog });

  const opened = useOpened(selection, detail, variant.data ?? null, hooks);
  useEffect(() => {
    if (opened.kind === 'variant') opened.draft.offer(storedVariant(opened.detail));
  }, [opened]);

  const centre = (): ReactNode => {
    if (opened.kind === 'common') {
      return <CommonWriting key={key} story={story} draft={draft} language={opened.language} open={opened.open} rows={rows} isReadOnly={isReadOnly} handle={handle} />;
    }
    if (opened.kind === 'variant') {
      return (
        <VariantWriting
          key={key}
          detail={opened.detail}
          draft={opened.draft}
          storyTitle={title}
          open={opened.open}
          others={rows.filter(({ id }) => id !== opened.detail.row.id)}
          isReadOnly={isReadOnly}
         
          handle={handle}
          onRelink={() => setDialog({ kind: 'relink' })}
          onShowDrift={() => setDialog({ kind: 'drift' })}
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
  const side = <SidePane id={story} story={draft} opened={opened} rows={rows} isReadOnly={isReadOnly} onGo={showPlace} onGoInText={showWords} />;
  const editorPane: Pane = { id: 'compose-editor', label: t('pane.editor'), min: 360, content: narrow ? <SidePane id={story} story={draft} opened={opened} rows={rows} isReadOnly={isReadOnly} onGo={showPlace} onGoInText={showWords} writing={<WithPreviewsBelow story={story} common={draft} opened={opened} rows={rows}>{centre()}</WithPreviewsBelow>} /> : centre() };
  const sidePane: Pane = { id: 'compose-side', label: t('pane.preview'), size: 380, min: 280, max: 860, surface: 'canvas', content: side };
  const panes = narrow ? [variantsPane, editorPane] : [variantsPane, editorPane, sidePane];
  const current = opened.kind === 'variant' ? opened.draft : draft;
  return (
    <div className={styles.screen} data-focus-mode={focus.isOn || undefined} data-typewriter={focus.isTypewriter || undefined}>
      <ComposeHeader story={draft} current={current} isReadOnly={isReadOnly} hasVariant={opened.kind === 'variant'} onDialog={setDialog} />
      {detail.settled !== null && <SettledNotice story={story} settled={detail.settled} draft={draft} isReadOnly={isReadOnly} />}
      {detail.row.archived && <Banner tone="warn">{t('archivedStory')}</Banner>}
      <OvertakenBanner story={story} overtaken={detail.archiveOvertaken} />
      <SplitPane id={narrow ? 'compose-narrow' : 'compose'} panes={panes} />
      <ComposeDialogs
        state={dialog}
        story={draft}
        opened={opened}
        rows={rows}
        workspace={view.workspace}
        isReadOnly={isReadOnly}
        hooks={hooks}
        onInsert={(asset) => handle.current?.insertAsset(asset)}
        onInsertItem={(item) => handle.current?.insertItem(item)}
        onClose={() => setDialog(null)}
        onRelink={() => setDialog({ kind: 'relink' })}
        onShow={(target) => { setDialog(null); showFound(target); }}
        onGoTo={(id) => { setDialog(null); goMend(id); }}
        onAdded={(ids) => {
          setDialog(null);
          const [first] = ids;
          void queries.invalidateQueries({ queryKey: queryKeys.story(story) }).then(() => first !== undefined && navigate({ screen: 'compose', story, variant: first }, { replace: true }));
        }}
      />
    </div>
  );
}
