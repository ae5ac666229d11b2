import { type ReactNode, type RefObject, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { checkWithProfile } from '#shared/channels/check.ts';
import { postsOf } from '#shared/channels/thread-posts.ts';
import type { AssetView, VariantDetail, VariantPatch, VariantRow } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { isVideo } from '#shared/media/media-type.ts';
import { fieldKey, fieldsOf, replacedFields } from '#shared/find/fields.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Language } from '#shared/domain/ids.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { useOpened } from '../../../rpc/presence.ts';
import { useProfile } from '../../../rpc/profiles.ts';
import { useFocusMode } from '../../../app/focus-mode.ts';
import { PresenceNote } from '../../../app/presence-note.tsx';
import { showToast } from '../../../components/toast.tsx';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { TextField } from '../../../components/text-field.tsx';
import { atSafeMoment, focusEditor, goToRange, insertImages, insertTaken } from '../../../editor/index.ts';
import styles from '../compose.module.css';
import { useSuggestions } from '../comments/use-suggestions.ts';
import { blocksIn, differsFrom, type VariantDraft, withBlocks } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useDraftPart, useSettledContent } from '../draft/use-draft.ts';
import { SpellingPopover } from '../spelling/spelling-popover.tsx';
import { useSpelling } from '../spelling/use-spelling.ts';
import { useSpellingChoice } from '../spelling/use-spelling-choice.ts';
import { findPlace } from '../facts/places.ts';
import { useFollowedCaret } from '../focus/use-followed-caret.ts';
import { InsertList } from '../insert/insert-list.tsx';
import { useInsertItems } from '../insert/use-insert-items.ts';
import { useInsertMenu } from '../insert/use-insert-menu.ts';
import { useTexts } from '../texts.ts';
import { learnAssets, useAssets, useTakeMedia } from '../media/assets.ts';
import { itemName, mendText } from '../media/media-words.ts';
import { useMends } from '../media/use-mends.ts';
import { ChecksList } from './checks-list.tsx';
import { CounterLine } from './counter-line.tsx';
import { FindBar } from './find-bar.tsx';
import { marksOf } from './marks.ts';
import { measuresInWords } from './measures.tsx';
import { Notices } from './notices.tsx';
import { SaveBanner } from './save-banner.tsx';
import { VariantFields } from './variant-fields.tsx';
import { VariantHead } from './variant-head.tsx';
import { useEditorPorts } from './use-editor-ports.ts';
import { useFind } from './use-find.ts';
import { fieldRect, showField, useFindingsWalk } from './use-findings-walk.ts';
import { useWaysOut, waysOutOf } from './use-ways-out.ts';
import type { WritingHandle } from './writing-handle.ts';
import { WritingText } from './writing-text.tsx';

/** The most pictures that the store takes for one variant (domain/content.ts). */
const MAX_MEDIA = 20;

export interface VariantWritingProps {
  readonly detail: VariantDetail;
  readonly draft: VariantDraft;
  readonly storyTitle: string;
  readonly open: OpenText;
  readonly others: readonly VariantRow[];
  readonly isReadOnly: boolean;
  readonly handle: RefObject<WritingHandle | null>;
  readonly onRelink: () => void;
  readonly onShowDrift: () => void;
  readonly onCompareApproved: () => void;
  readonly onResolve: () => void;
}

const titleIn = (content: VariantContent): string => content.title;
const linkIn = (content: VariantContent): string => content.link;
const firstCommentIn = (content: VariantContent): string => content.firstComment;
const mediaIn = (content: VariantContent): VariantContent['media'] => content.media;

/** One variant: its notices, its text and fields, its counter, and what the channel's checks say of it. */
export function VariantWriting({ detail, draft, storyTitle, open, others, isReadOnly, handle, onRelink, onShowDrift, onCompareApproved, onResolve }: VariantWritingProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const isAlone = useFocusMode();
  const { row } = detail;
  const profile = useProfile(row.account);
  useOpened(row.id, 'writing');
  const channel = t(`common:channel.${profile.id}`);
  const label = t('editor.variant', { channel, language: t(`common:language.${row.language}`) });
  const counterId = useId();
  const pane = useRef<HTMLDivElement>(null);
  // Only these: the text itself is followed by WritingText, and what depends on it comes with `settled`.
  const link = useDraftPart(draft, linkIn);
  const firstComment = useDraftPart(draft, firstCommentIn);
  const media = useDraftPart(draft, mediaIn);
  const [unlinked, setUnlinked] = useState(false);

  useEffect(() => draft.setGate((change) => atSafeMoment(open.editor, change)), [draft, open]);
  useEffect(() => learnAssets(detail.assets), [detail.assets]);
  const edit = useCallback((patch: VariantPatch) => {
    if (row.linked && patch.blocks !== undefined) setUnlinked(true);
    draft.edit(patch);
  }, [draft, row.linked]);
  const keptUp = useCallback(() => {
    draft.flush().then(() => core.variants.keptUp({ id: row.id })).catch((refused: unknown) => showToast({ tone: 'bad', text: t(`errors:${errorCodeOf(refused)}.title`) }));
  }, [core, draft, row.id, t]);
  const editText = useCallback((blocks: Blocks) => edit({ blocks }), [edit]);
  const read = useCallback(() => draft.content().blocks, [draft]);

  const assets = useAssets();
  const settled = useSettledContent(draft, open, withBlocks, blocksIn);
  const text = useMemo(() => plainText(settled.blocks), [settled.blocks]);
  const count = useMemo(() => profile.count(text), [profile, text]);
  const posts = useMemo(() => (profile.hasThread ? postsOf(text).length : 1), [profile, text]);
  const entities = useMemo(() => profile.entities(text), [profile, text]);
  const findings = useMemo(() => checkWithProfile(profile, { content: settled, text, media: [...assets.values()], written: detail.savedAt }), [profile, settled, text, assets, detail.savedAt]);
  const fields = useMemo(() => fieldsOf(settled).filter(({ field }) => field.name !== 'text' && field.name !== 'link' && (field.name !== 'title' || profile.hasTitle)), [settled, profile]);
  const spelling = useSpelling({ text, fields, editor: open.editor, place: row.id });
  const find = useFind(text, open);
  const marks = useMemo(
    () => marksOf({ text, entities, findings, spelling: spelling.findings, comments: detail.comments, found: find.found, currentFound: find.index }),
    [text, entities, findings, spelling.findings, detail.comments, find.found, find.index],
  );
  const nameOf = useCallback((index: number): string => {
    const { media: present } = draft.content();
    const asset = assets.get(present[index]?.sha256 ?? '');
    return asset?.fileName ?? itemName(t, asset, index + 1, present.length);
  }, [draft, assets, t]);
  const mend = useMends(draft, row.account, edit, nameOf);
  const choices = useSpellingChoice({
    findings: spelling.findings, editor: open.editor, textNow: () => plainText(read()), place: row.id, isReadOnly,
    fields: {
      read: (field) => fieldsOf(draft.content()).find((each) => fieldKey(each.field) === fieldKey(field))?.text ?? '',
      show: ({ where }) => fieldRect(where.field, where, open.editor, pane.current),
      replace: ({ where: { field, start, end } }, text) => edit(replacedFields(draft.content(), new Map([[fieldKey(field), [{ start, end, text }]]]))),
    },
  });
  const walk = useFindingsWalk([...findings, ...spelling.findings], open.editor, pane, choices, mend);

  const suggestions = useSuggestions({ detail, draft, open }, isReadOnly);

  const goTo = useCallback((range: { readonly start: number; readonly end: number }) => goToRange(open.editor, range), [open]);
  const takeWayOut = useWaysOut(profile, draft, open, edit);
  const waysOut = useMemo(() => (count.remaining !== null && count.remaining < 0 ? waysOutOf(profile) : []), [count, profile]);

  useFollowedCaret(open.editor);
  const take = useTakeMedia();
  const addAssets = useCallback((taken: readonly AssetView[]) => {
    const { media: present } = draft.content();
    const fresh = taken.filter((asset) => !present.some((item) => item.sha256 === asset.sha256)).slice(0, MAX_MEDIA - present.length);
    if (fresh.length > 0) edit({ media: [...present, ...fresh.map(({ sha256 }) => ({ sha256, alt: '', decorative: false }))] });
  }, [draft, edit]);
  const addPictures = useCallback(async (files: readonly File[]) => {
    addAssets(await take(files));
    return [];
  }, [take, addAssets]);
  const addFiles = useCallback((files: readonly File[]) => void addPictures(files), [addPictures]);
  // A text holds pictures only: a video stands beside it.
  const takeIntoText = useCallback(async (files: readonly File[]) => {
    const taken = await take(files);
    addAssets(taken.filter(({ mime }) => isVideo(mime)));
    return taken.filter(({ mime }) => !isVideo(mime)).map(({ sha256 }) => ({ sha256, alt: '' }));
  }, [take, addAssets]);
  const menu = useInsertMenu(open.editor, useInsertItems({ profile, language: row.language, title: storyTitle, link }));
  const ports = useEditorPorts(profile.richText ? takeIntoText : addPictures, menu.overlay);

  useImperativeHandle(handle, (): WritingHandle => ({
    walkProblems: walk.walk,
    showError: walk.toError,
    fixProblem: () => {
      if (!suggestions.applyAtCaret()) walk.fixCurrent();
    },
    takeWayOut,
    insertImages: (files) => (profile.richText ? insertImages(open.editor, files) : void addPictures(files)),
    insertAsset: (asset) => {
      learnAssets([asset]);
      if (profile.richText && !isVideo(asset.mime)) insertTaken(open.editor, [{ sha256: asset.sha256, alt: '' }]);
      else addAssets([asset]);
    },
    showPlace: (place) => {
      const found = findPlace(plainText(draft.content().blocks), place);
      if (found === null) focusEditor(open.editor);
      else goToRange(open.editor, found);
    },
    insertItem: menu.insert,
    openFind: find.start,
    measures: () => measuresInWords(t, text, row.language, open.selected.get()),
    show: (field, range) => showField(field, range, open.editor, pane.current),
    focus: () => focusEditor(open.editor),
  }));

  const { lastApproved } = detail;
  const { approvalVoided, approvedRevision } = row.status;
  const voided = useMemo(() => approvalVoided || (approvedRevision !== null && lastApproved !== null && differsFrom(lastApproved.content, settled)), [approvalVoided, approvedRevision, lastApproved, settled]);
  return (
    <div className={styles.writing} ref={pane}>
      <div className={styles.notices}>
        <SaveBanner draft={draft} />
        {!isAlone && <PresenceNote subject={row.id} isBar />}
        {!isAlone && <Notices detail={detail} voided={voided} unlinked={unlinked && !row.linked} isReadOnly={isReadOnly} onRelink={onRelink} onShowDrift={onShowDrift} onKeptUp={keptUp} onDismissUnlinked={() => setUnlinked(false)} onCompareApproved={onCompareApproved} onResolve={onResolve} />}
      </div>
      <VariantHead row={row} voided={voided} isReadOnly={isReadOnly} onRelink={onRelink} />
      {find.isOpen && <FindBar query={find.query} count={find.found.length} index={find.index} others={others} onQuery={find.search} onStep={find.step} onClose={() => { find.close(); focusEditor(open.editor); }} />}
      <div className={styles.scroll} {...choices.pointer}>
        {profile.hasTitle && <TitleField draft={draft} language={row.language} isReadOnly={isReadOnly} onEdit={edit} />}
        <WritingText
          open={open}
          subscribe={draft.subscribe}
          read={read}
          onEdit={editText}
          marks={marks}
          ports={ports}
          withToolbar={profile.richText}
          language={row.language}
          label={label}
          describedBy={counterId}
          placeholder={t('editor.placeholder', { channel })}
          isReadOnly={isReadOnly}
        />
        <VariantFields variant={row.id} account={row.account.id} profile={profile} language={row.language} link={link} firstComment={firstComment} media={media} isReadOnly={isReadOnly} onEdit={edit} onFiles={addFiles} />
      </div>
      <CounterLine id={counterId} profile={profile} count={count} posts={posts} text={text} language={row.language} open={open} label={label} onGo={goTo} />
      <ChecksList findings={findings} spelling={spelling} current={walk.current} isReadOnly={isReadOnly} onGo={walk.go} onFix={walk.fix} mendLabel={(fix) => mendText(t, fix, nameOf)} waysOut={waysOut} onWayOut={takeWayOut} />
      <SpellingPopover choices={choices} />
      <InsertList editor={open.editor} menu={menu} />
    </div>
  );
}

/** Its own component: what is typed in the title renders the title, not the screen. */
function TitleField({ draft, language, isReadOnly, onEdit }: { readonly draft: VariantDraft; readonly language: Language; readonly isReadOnly: boolean; readonly onEdit: (patch: VariantPatch) => void }): ReactNode {
  const t = useTexts();
  const title = useDraftPart(draft, titleIn);
  return (
    <div data-field="title" className={styles.titleField}>
      <TextField label={t('editor.titleField')} value={title} maxLength={500} isReadOnly={isReadOnly} lang={language} onChange={(next) => onEdit({ title: next })} />
    </div>
  );
}
