import { type ReactNode, type RefObject, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { checkContent } from '#shared/channels/check.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import { postsOf } from '#shared/channels/thread-posts.ts';
import type { VariantDetail, VariantPatch, VariantRow } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Language } from '#shared/domain/ids.ts';
import { TextField } from '../../../components/text-field.tsx';
import { atSafeMoment, focusEditor, goToRange, insertImages } from '../../../editor/index.ts';
import styles from '../compose.module.css';
import { blocksIn, differsFrom, type VariantDraft, withBlocks } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useDraftPart, useSettledContent } from '../draft/use-draft.ts';
import { useTexts } from '../texts.ts';
import { learnAssets, useAssets, useTakeImages } from './assets.ts';
import { ChecksList } from './checks-list.tsx';
import { CounterLine } from './counter-line.tsx';
import { FindBar } from './find-bar.tsx';
import { marksOf } from './marks.ts';
import { Notices } from './notices.tsx';
import { SaveBanner } from './save-banner.tsx';
import { VariantFields } from './variant-fields.tsx';
import { VariantHead } from './variant-head.tsx';
import { useEditorPorts } from './use-editor-ports.ts';
import { useFind } from './use-find.ts';
import { useFindingsWalk } from './use-findings-walk.ts';
import { useWaysOut, waysOutOf } from './use-ways-out.ts';
import type { WritingHandle } from './writing-handle.ts';
import { WritingText } from './writing-text.tsx';

/** The most pictures that the store takes for one variant (domain/content.ts). */
const MAX_MEDIA = 20;

export interface VariantWritingProps {
  readonly detail: VariantDetail;
  readonly draft: VariantDraft;
  readonly open: OpenText;
  readonly others: readonly VariantRow[];
  readonly isReadOnly: boolean;
  readonly spelling: boolean;
  readonly handle: RefObject<WritingHandle | null>;
  readonly onRelink: () => void;
  readonly onCompareApproved: () => void;
  readonly onResolve: () => void;
}

const titleIn = (content: VariantContent): string => content.title;
const linkIn = (content: VariantContent): string => content.link;
const firstCommentIn = (content: VariantContent): string => content.firstComment;
const mediaIn = (content: VariantContent): VariantContent['media'] => content.media;

/** One variant: its notices, its text and fields, its counter, and what the channel's checks say of it. */
export function VariantWriting({ detail, draft, open, others, isReadOnly, spelling, handle, onRelink, onCompareApproved, onResolve }: VariantWritingProps): ReactNode {
  const t = useTexts();
  const { row } = detail;
  const profile = channelProfile(row.account.channel);
  const channel = t(`common:channel.${profile.id}`);
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
  const editText = useCallback((blocks: Blocks) => edit({ blocks }), [edit]);
  const read = useCallback(() => draft.content().blocks, [draft]);

  const assets = useAssets();
  const settled = useSettledContent(draft, open, withBlocks, blocksIn);
  const text = useMemo(() => plainText(settled.blocks), [settled.blocks]);
  const count = useMemo(() => profile.count(text), [profile, text]);
  const posts = useMemo(() => (profile.hasThread ? postsOf(text).length : 1), [profile, text]);
  const entities = useMemo(() => profile.entities(text), [profile, text]);
  const findings = useMemo(() => checkContent({ content: settled, text, media: [...assets.values()] }), [settled, text, assets]);
  const find = useFind(text, open);
  const marks = useMemo(
    () => marksOf({ text, entities, findings, comments: detail.comments, found: find.found, currentFound: find.index }),
    [text, entities, findings, detail.comments, find.found, find.index],
  );
  const walk = useFindingsWalk(findings, open.editor, pane);

  const goTo = useCallback((range: { readonly start: number; readonly end: number }) => goToRange(open.editor, range), [open]);
  const takeWayOut = useWaysOut(profile, draft, open, edit);
  const waysOut = useMemo(() => (count.remaining !== null && count.remaining < 0 ? waysOutOf(profile) : []), [count, profile]);

  const take = useTakeImages();
  const addPictures = useCallback(async (files: readonly File[]) => {
    const taken = await take(files);
    const { media: present } = draft.content();
    const fresh = taken.filter((asset) => !present.some((item) => item.sha256 === asset.sha256)).slice(0, MAX_MEDIA - present.length);
    if (fresh.length > 0) edit({ media: [...present, ...fresh.map(({ sha256 }) => ({ sha256, alt: '', decorative: false }))] });
    return [];
  }, [take, draft, edit]);
  const addFiles = useCallback((files: readonly File[]) => void addPictures(files), [addPictures]);
  const takeIntoText = useCallback(async (files: readonly File[]) => (await take(files)).map(({ sha256 }) => ({ sha256, alt: '' })), [take]);
  const ports = useEditorPorts(profile.richText ? takeIntoText : addPictures);

  useImperativeHandle(handle, (): WritingHandle => ({
    walkProblems: walk.walk,
    fixProblem: walk.fixCurrent,
    takeWayOut,
    insertImages: (files) => (profile.richText ? insertImages(open.editor, files) : void addPictures(files)),
    openFind: find.start,
    focus: () => focusEditor(open.editor),
  }));

  const { lastApproved } = detail;
  const { approvalVoided, approvedRevision } = row.status;
  const voided = useMemo(() => approvalVoided || (approvedRevision !== null && lastApproved !== null && differsFrom(lastApproved.content, settled)), [approvalVoided, approvedRevision, lastApproved, settled]);
  return (
    <div className={styles.writing} ref={pane}>
      <div className={styles.notices}>
        <SaveBanner draft={draft} />
        <Notices detail={detail} voided={voided} unlinked={unlinked} onRelink={onRelink} onDismissUnlinked={() => setUnlinked(false)} onCompareApproved={onCompareApproved} onResolve={onResolve} />
      </div>
      <VariantHead row={row} voided={voided} isReadOnly={isReadOnly} onRelink={onRelink} />
      {find.isOpen && <FindBar query={find.query} count={find.found.length} index={find.index} others={others} onQuery={find.search} onStep={find.step} onClose={() => { find.close(); focusEditor(open.editor); }} />}
      <div className={styles.scroll}>
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
          label={t('editor.variant', { channel, language: t(`common:language.${row.language}`) })}
          describedBy={counterId}
          placeholder={t('editor.placeholder', { channel })}
          isReadOnly={isReadOnly}
          spelling={spelling}
        />
        <VariantFields profile={profile} language={row.language} link={link} firstComment={firstComment} media={media} isReadOnly={isReadOnly} onEdit={edit} onFiles={addFiles} />
      </div>
      <CounterLine id={counterId} channel={profile.id} count={count} posts={posts} text={text} language={row.language} onGo={goTo} />
      <ChecksList findings={findings} current={walk.current} isReadOnly={isReadOnly} onGo={walk.go} onFix={walk.fix} waysOut={waysOut} onWayOut={takeWayOut} />
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
