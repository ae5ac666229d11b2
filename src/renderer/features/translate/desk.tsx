import { CopyPlus, Eye, Send, Table2 } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { plainText } from '#shared/document/plain-text.ts';
import { useCommands } from '../../app/commands.ts';
import { useStore } from '../../app/store.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { ContentPreview } from '../../components/content-preview.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { StatusChip } from '../../components/status-chip.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { announce, showToast } from '../../components/toast.tsx';
import { useProfile, useProfiles } from '../../rpc/profiles.ts';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { deskFindings, type DeskFinding } from './model/findings.ts';
import { shownText, TITLE } from './model/keeper.ts';
import { nextSegment, progressOf, walk } from './model/progress.ts';
import { Orphans } from './orphans.tsx';
import { RequestReviewDialog } from './request-review-dialog.tsx';
import { segmentFieldId, SegmentTable } from './segment-table.tsx';
import styles from './translate.module.css';
import { changeView, translateView } from './translate-view.ts';
import type { DeskHandle } from './use-desk.ts';
import { useSourceLine } from './use-source-line.ts';
import { errorText, findingText } from './words.ts';

export interface DeskControl {
  readonly findings: readonly DeskFinding[];
  readonly at: number | null;
  readonly go: (position: number) => void;
}

/** Everything that the desk's parts share: the checks, where F8 stands, and going to a segment. */
export function useDeskControl(desk: DeskHandle | null): DeskControl {
  const { t } = useT('translate');
  const findings = useFindings(desk);
  const [kept, setKept] = useState<string | null>(null);
  const position = findings.findIndex((found) => found.key === kept);
  const at = position < 0 ? null : position;
  return {
    findings,
    at,
    go: (to) => {
      const found = findings[to];
      if (found === undefined) return;
      setKept(found.key);
      changeView({ mode: 'table' });
      focusSegment(found.segment ?? lastIndex(desk));
      announce(t('checks.position', { position: to + 1, total: findings.length, text: findingText(t, found.finding) }));
    },
  };
}

function lastIndex(desk: DeskHandle | null): number {
  return (desk?.state.desk.view.segments.length ?? 1) - 1;
}

/** Puts the caret at the end of a segment's field, once it is on the page. */
function focusSegment(index: number): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(segmentFieldId(index));
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.scrollIntoView({ block: 'nearest' });
  });
}

function useFindings(desk: DeskHandle | null): readonly DeskFinding[] {
  const { timeZone } = useFormats();
  const state = desk?.state ?? null;
  const [year] = useState(() => yearIn(timeZone));
  const profiles = useProfiles();
  return useMemo(() => {
    if (desk === null || state === null) return [];
    const profile = profiles(desk.target.row.account);
    const { view, title } = state.desk;
    return deskFindings({
      source: desk.source.row.language,
      target: desk.target.row.language,
      segments: [...(title === null ? [] : [{ index: TITLE, source: title.source }]), ...view.segments].map(({ index, source }) => ({ index, source, target: shownText(state, index) })),
      year,
      profile,
      text: plainText(desk.target.content.blocks),
      sourceText: plainText(desk.source.content.blocks),
    });
  }, [desk, state, year, profiles]);
}

/** This year in the newsroom's time zone: that of dates without one. */
function yearIn(timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(new Date()));
}

/** One translation: the table, the banners, and what can be done with it. */
export function Desk({ desk, control, details }: { readonly desk: DeskHandle; readonly control: DeskControl; readonly details: boolean }): ReactNode {
  const { t } = useT('translate');
  const { mode } = useStore(translateView);
  const core = useCore();
  const { readOnly: frozen } = useWorkspaceView();
  const focused = useRef<number | null>(null);
  const [asking, setAsking] = useState(false);
  const { keeper, state, source, target } = desk;
  const { view } = state.desk;
  const progress = progressOf(view);
  const readOnly = frozen || target.row.status.conflict || target.row.status.status === 'archived';
  const sourceLine = useSourceLine(desk);

  const goOn = (from: number): void => {
    const next = nextSegment(keeper.state().desk.view.segments, from);
    if (next !== null) focusSegment(next);
  };
  const confirm = (): void => {
    const index = focused.current ?? nextSegment(view.segments, -1);
    if (index === null || readOnly) return;
    if (index !== TITLE && shownText(keeper.state(), index).trim() === '') {
      announce(t('announce.emptyConfirm'));
      showToast({ text: t('announce.emptyConfirm') });
      return;
    }
    void keeper.confirm(index).then((done) => {
      if (!done) return;
      const now = progressOf(keeper.state().desk.view);
      announce(now.confirmed === now.all ? t('announce.allConfirmed') : t('announce.confirmed', { index: index + 1, done: now.confirmed, all: now.all }));
      goOn(index);
    });
  };
  const copySource = (): void => {
    const index = focused.current;
    if (index === null || readOnly) return;
    const text = index === TITLE ? state.desk.title?.source : view.segments[index]?.source;
    if (text === undefined) return;
    keeper.type(index, text);
    focusSegment(index);
    announce(t('announce.copied', { index: index === TITLE ? t('segment.title') : index + 1 }));
  };
  useCommands({
    'translate.confirm': { enabled: !readOnly, run: confirm },
    'translate.copy-source': { enabled: !readOnly, run: copySource },
    'translate.next-problem': {
      enabled: control.findings.length > 0,
      run: () => {
        const next = walk(control.findings.length, control.at, 1);
        if (next !== null) control.go(next);
      },
    },
  });
  useEffect(() => {
    focused.current = null;
  }, [source.row.id, target.row.id]);

  const drop = (): void => {
    void (async () => {
      await keeper.flush();
      try {
        const fresh = await core.translate.dropOrphans({ source: source.row.id, target: target.row.id });
        keeper.receive({ view: fresh, title: keeper.state().desk.title });
        showToast({ text: t('orphans.dropped') });
      } catch (error) {
        showToast({ tone: 'bad', text: errorText(t, errorCodeOf(error)) });
      }
    })();
  };
  return (
    <div className={styles.desk}>
      <div className={styles.actions}>
        <StatusChip status={target.row.status.status} />
        <SyncBadge state={target.row.sync} iconOnly />
        <span className={styles.progress}>{t('progress', { done: progress.confirmed, all: progress.all })}</span>
        <Counter desk={desk} />
        <span className={styles.spring} />
        <Button size="small" icon={CopyPlus} command="translate.copy-source" isDisabled={readOnly} onPress={copySource}>
          {t('action.copySource')}
        </Button>
        <Button size="small" icon={mode === 'table' ? Eye : Table2} onPress={() => changeView({ mode: mode === 'table' ? 'preview' : 'table' })}>
          {t(mode === 'table' ? 'action.preview' : 'action.table')}
        </Button>
        <Button size="small" variant="primary" command="translate.confirm" isDisabled={readOnly || mode !== 'table'} onPress={confirm}>
          {t('action.confirm')}
        </Button>
        <Button size="small" icon={Send} disabledReason={whyNotSend(desk, readOnly, t)} onPress={() => setAsking(true)}>
          {t('action.requestReview')}
        </Button>
      </div>
      <Notices desk={desk} changed={progress.changed} frozen={frozen} />
      <div className={styles.scroll}>
        {mode === 'preview' ? (
          <div className={styles.previews}>
            <ContentPreview content={target.content} account={target.row.account} words={{ label: t('preview.label'), fold: t('compose:preview.foldMark'), empty: t('preview.empty'), firstComment: t('review:board.firstComment') }} />
            <p className={styles.hint}>
              {t('preview.expected')}. {t('preview.hint')}
            </p>
          </div>
        ) : (
          <>
            <SegmentTable
              desk={desk}
              source={source.row.language}
              target={target.row.language}
              sourceLine={sourceLine}
              readOnly={readOnly}
              findings={control.findings}
              details={details}
              onFocus={(index) => {
                focused.current = index;
              }}
              onNext={(index) => {
                const next = view.segments.find((segment) => segment.index > index);
                if (next !== undefined) focusSegment(next.index);
              }}
            />
            <Orphans orphans={view.orphans} strays={state.strays} replaced={state.replaced} readOnly={readOnly} onDrop={drop} />
          </>
        )}
      </div>
      {asking && <RequestReviewDialog desk={desk} unfinished={progress.all - progress.confirmed} onClose={() => setAsking(false)} />}
    </div>
  );
}

function whyNotSend({ target }: DeskHandle, readOnly: boolean, t: ReturnType<typeof useT<'translate'>>['t']): string | undefined {
  const { status } = target.row.status;
  if (readOnly) return target.row.status.conflict ? t('banner.conflict') : t('banner.readOnly');
  if (status === 'in-review') return t('review.already');
  if (status === 'approved' || status === 'scheduled' || status === 'publishing' || status === 'published') return t('review.approvedAlready');
  return undefined;
}

/** What the translation costs on its channel, as last saved. */
function Counter({ desk }: { readonly desk: DeskHandle }): ReactNode {
  const { t } = useT('translate');
  const { number } = useFormats();
  const { target } = desk;
  const channel = t(`common:channel.${target.row.account.channel}`);
  const count = useProfile(target.row.account).count(plainText(target.content.blocks));
  const over = count.remaining !== null && count.remaining < 0;
  const hangul = target.row.language === 'ko' && count.remainingHangul !== null;
  const text = count.limit === null ? t('counterNoLimit', { count: count.used }) : t('counter', { used: number(count.used), limit: number(count.limit) });
  return (
    <span className={styles.counter} data-over={over || undefined} aria-label={`${t('counterLabel', { channel })} ${text}`} role="note">
      {channel} {text}
      {over && <strong> {hangul ? t('overHangul', { count: -(count.remainingHangul ?? 0), channel }) : t('over', { count: -(count.remaining ?? 0), channel })}</strong>}
    </span>
  );
}

function Notices({ desk, changed, frozen }: { readonly desk: DeskHandle; readonly changed: readonly number[]; readonly frozen: boolean }): ReactNode {
  const { t } = useT('translate');
  const { target, state, keeper } = desk;
  const { status } = target.row;
  const first = changed[0];
  return (
    <>
      {state.failure !== null && (
        <ErrorNotice code={state.failure}>
          <p>
            {t('save.failed')}{' '}
            <Button size="small" onPress={() => void keeper.flush()}>
              {t('save.retry')}
            </Button>
          </p>
        </ErrorNotice>
      )}
      {first !== undefined && (
        <Banner
          tone="warn"
          actions={
            <Button size="small" onPress={() => focusSegment(first)}>
              {t('banner.goFirst')}
            </Button>
          }
        >
          {t('banner.sourceChanged', { count: changed.length })}
        </Banner>
      )}
      {frozen && <Banner tone="info">{t('banner.readOnly')}</Banner>}
      {status.conflict && <Banner tone="warn">{t('banner.conflict')}</Banner>}
      {status.status === 'archived' && <Banner tone="info">{t('banner.archived')}</Banner>}
      {status.approvalVoided && <Banner tone="warn">{t('banner.voided')}</Banner>}
      {status.status === 'approved' && <Banner tone="info">{t('banner.approved')}</Banner>}
      {status.status === 'published' && <Banner tone="info">{t('banner.published')}</Banner>}
      {target.row.linked && <Banner>{t('target.linked')}</Banner>}
    </>
  );
}
