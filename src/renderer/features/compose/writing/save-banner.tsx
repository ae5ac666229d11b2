import { type ReactNode } from 'react';
import { plainText } from '#shared/document/plain-text.ts';
import type { StoryContent, VariantContent } from '#shared/domain/content.ts';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useShell } from '../../../rpc/bridge.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import { unsavedDrafts } from '../draft/drafts.ts';
import { useDraftStatus } from '../draft/use-draft.ts';
import { useTexts, type Texts } from '../texts.ts';

const KNOWN = ['disk-full', 'read-only', 'database-damaged', 'core-restarted', 'not-allowed', 'archived', 'too-large'] as const;

type AnyDraft = DraftKeeper<VariantContent, never> | DraftKeeper<StoryContent, never>;

export interface SaveBannerProps {
  readonly draft: Pick<AnyDraft, 'status' | 'subscribe' | 'content' | 'flush' | 'settle' | 'isClean'>;
}

/** Says that a text is not on the disk, keeps it on the screen, and gives the ways to keep it elsewhere. */
export function SaveBanner({ draft }: SaveBannerProps): ReactNode {
  const t = useTexts();
  const shell = useShell();
  const status = useDraftStatus(draft as DraftKeeper<unknown, never>);
  const text = (): string => textOf(draft.content());
  const copy = (): void => {
    void shell.invoke('shell:copy-text', { text: text(), html: null }).then(() => showToast({ text: t('save.copied') }));
  };
  const elsewhere = (): void => {
    void shell.invoke('shell:save-text', { suggestedName: `${t('save.fileName')}.txt`, text: text() }).then(
      (path) => path !== null && showToast({ text: t('save.elsewhereDone', { path }) }),
      () => showToast({ text: t('save.elsewhereFailed'), tone: 'bad' }),
    );
  };
  const keepers = (
    <>
      <Button size="small" onPress={copy}>{t('save.copyAll')}</Button>
      <Button size="small" onPress={elsewhere}>{t('save.elsewhere')}</Button>
    </>
  );

  if (status.kind === 'stale') {
    return (
      <Banner
        tone="bad"
        actions={
          <>
            <Button size="small" onPress={() => void draft.settle('keep')}>{t('stale.keep')}</Button>
            <Button size="small" onPress={() => void draft.settle('reload')}>{t('stale.reload')}</Button>
            {keepers}
          </>
        }
      >
        {t('stale.text')}
      </Banner>
    );
  }
  if (status.kind !== 'failed') return null;
  const others = unsavedDrafts().length - 1;
  return (
    <Banner
      tone="bad"
      actions={
        <>
          <Button size="small" onPress={() => void draft.flush()}>{t('save.retry')}</Button>
          {keepers}
        </>
      }
    >
      {failureText(t, status.code)} {status.willRetry && t('save.willRetry')} {others > 0 && t('save.others', { count: others })}
    </Banner>
  );
}

function failureText(t: Texts, code: string): string {
  const known = KNOWN.find((each) => each === code);
  return known === undefined ? t('save.other', { code }) : t(`save.${known}`);
}

/** All that a person has written, for the clipboard or a file. */
function textOf(content: unknown): string {
  const { title, firstComment, link, blocks, common, brief } = content as Partial<VariantContent & StoryContent>;
  const parts = [title, blocks === undefined ? undefined : plainText(blocks), link, firstComment, common === undefined ? undefined : `${plainText(common.ko)}\n\n${plainText(common.en)}`, brief];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
