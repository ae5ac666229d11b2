import { Link2 } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { checkContent } from '#shared/channels/check.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import type { VariantDetail, VariantPatch, VariantRow } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { useFormats } from '../../../components/formats.ts';
import { StatusChip } from '../../../components/status-chip.tsx';
import { SyncBadge } from '../../../components/sync-badge.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { atSafeMoment, EditorToolbar, focusEditor, insertImages, VariantEditor } from '../../../editor/index.ts';
import styles from '../compose.module.css';
import { blocksIn, differsFrom, type VariantDraft, withBlocks } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useDraftContent, useSettledContent } from '../draft/use-draft.ts';
import { useTexts } from '../texts.ts';
import { learnAssets, useAssets, useTakeImages } from './assets.ts';
import { ChecksList } from './checks-list.tsx';
import { CounterLine } from './counter-line.tsx';
import { FindBar } from './find-bar.tsx';
import { marksOf } from './marks.ts';
import { Notices } from './notices.tsx';
import { SaveBanner } from './save-banner.tsx';
import { VariantFields } from './variant-fields.tsx';
import { useEditorPorts } from './use-editor-ports.ts';
import { useFind } from './use-find.ts';
import { useFindingsWalk } from './use-findings-walk.ts';
import type { WritingHandle } from './writing-handle.ts';

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

/** One variant: its notices, its text and fields, its counter, and what the channel's checks say of it. */
export function VariantWriting({ detail, draft, open, others, isReadOnly, spelling, handle, onRelink, onCompareApproved, onResolve }: VariantWritingProps): ReactNode {
  const t = useTexts();
  const { pick } = useFormats();
  const { row } = detail;
  const profile = channelProfile(row.account.channel);
  const channel = t(`common:channel.${profile.id}`);
  const counterId = useId();
  const pane = useRef<HTMLDivElement>(null);
  const content = useDraftContent(draft);
  const [unlinked, setUnlinked] = useState(false);

  useEffect(() => draft.setGate((change) => atSafeMoment(open.editor, change)), [draft, open]);
  useEffect(() => learnAssets(detail.assets), [detail.assets]);
  const edit = useCallback((patch: VariantPatch) => {
    if (row.linked && patch.blocks !== undefined) setUnlinked(true);
    draft.edit(patch);
  }, [draft, row.linked]);

  const assets = useAssets();
  const settled = useSettledContent(draft, open, withBlocks, blocksIn);
  const text = useMemo(() => plainText(settled.blocks), [settled.blocks]);
  const count = useMemo(() => profile.count(text), [profile, text]);
  const entities = useMemo(() => profile.entities(text), [profile, text]);
  const findings = useMemo(() => checkContent({ content: settled, text, media: [...assets.values()] }), [settled, text, assets]);
  const find = useFind(text, open);
  const marks = useMemo(
    () => marksOf({ text, entities, findings, comments: detail.comments, found: find.found, currentFound: find.index }),
    [text, entities, findings, detail.comments, find.found, find.index],
  );
  const walk = useFindingsWalk(findings, open.editor, pane);

  const take = useTakeImages();
  const addPictures = useCallback(async (files: readonly File[]) => {
    const taken = await take(files);
    const { media } = draft.content();
    const fresh = taken.filter((asset) => !media.some((item) => item.sha256 === asset.sha256)).slice(0, MAX_MEDIA - media.length);
    if (fresh.length > 0) edit({ media: [...media, ...fresh.map(({ sha256 }) => ({ sha256, alt: '', decorative: false }))] });
    return [];
  }, [take, draft, edit]);
  const addFiles = useCallback((files: readonly File[]) => void addPictures(files), [addPictures]);
  const takeIntoText = useCallback(async (files: readonly File[]) => (await take(files)).map(({ sha256 }) => ({ sha256, alt: '' })), [take]);
  const ports = useEditorPorts(profile.richText ? takeIntoText : addPictures);

  useImperativeHandle(handle, (): WritingHandle => ({
    walkProblems: walk.walk,
    fixProblem: walk.fixCurrent,
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
      <header className={styles.writingHead}>
        <ChannelBadge channel={profile.id} />
        <h2 className={styles.writingTitle}>
          {channel} <span className={styles.muted}>{row.account.handle === '' ? pick(row.account.name) : row.account.handle} · {t(`common:language.${row.language}`)}</span>
        </h2>
        {/* The edit has voided the approval already; the core says so with its next answer. */}
        <StatusChip status={voided && row.status.status === 'approved' ? 'draft' : row.status.status} />
        <SyncBadge state={row.sync} iconOnly />
        <span className={styles.spring} />
        {row.linked ? (
          <span className={styles.linkedMark} title={t('variants.linkedHint')}><Link2 size={14} strokeWidth={1.75} aria-hidden /> {t('variants.linked')}</span>
        ) : (
          <Button size="small" variant="quiet" icon={Link2} isDisabled={isReadOnly} onPress={onRelink}>{t('notice.relink')}</Button>
        )}
      </header>
      {find.isOpen && <FindBar query={find.query} count={find.found.length} index={find.index} others={others} onQuery={find.search} onStep={find.step} onClose={() => { find.close(); focusEditor(open.editor); }} />}
      <div className={styles.scroll}>
        {profile.hasTitle && (
          <div data-field="title" className={styles.titleField}>
            <TextField label={t('editor.titleField')} value={content.title} maxLength={500} isReadOnly={isReadOnly} lang={row.language} onChange={(title) => edit({ title })} />
          </div>
        )}
        <VariantEditor
          editor={open.editor}
          value={content.blocks}
          onChange={(next) => {
            open.live.set(null);
            edit({ blocks: next });
          }}
          onLiveChange={(next) => open.live.set(next === draft.content().blocks ? null : next)}
          marks={marks}
          ports={ports}
          language={row.language}
          ariaLabel={t('editor.variant', { channel, language: t(`common:language.${row.language}`) })}
          ariaDescribedBy={counterId}
          placeholder={t('editor.placeholder', { channel })}
          readOnly={isReadOnly}
          spelling={spelling}
          toolbar={profile.richText ? <EditorToolbar editor={open.editor} isDisabled={isReadOnly} /> : undefined}
        />
        <VariantFields profile={profile} language={row.language} link={content.link} firstComment={content.firstComment} media={content.media} isReadOnly={isReadOnly} onEdit={edit} onFiles={addFiles} />
      </div>
      <CounterLine id={counterId} channel={profile.id} count={count} text={text} />
      <ChecksList findings={findings} current={walk.current} isReadOnly={isReadOnly} onGo={walk.go} onFix={walk.fix} />
    </div>
  );
}
