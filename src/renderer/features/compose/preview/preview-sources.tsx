import { memo, type ReactNode, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { blocksFromText, plainText } from '#shared/document/plain-text.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Language } from '#shared/domain/ids.ts';
import { Skeleton } from '../../../components/empty-state.tsx';
import { useVariant } from '../../../rpc/queries.ts';
import { blocksIn, knownVariantDraft, type StoryDraft, type VariantDraft, withBlocks } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useSettledContent } from '../draft/use-draft.ts';
import { useTexts } from '../texts.ts';
import { learnAssets } from '../media/assets.ts';
import { PreviewCard } from './preview-card.tsx';

interface SourceProps {
  readonly row: VariantRow;
  readonly isOneOfMany: boolean;
}

/** The variant that is being written, a moment behind the typing. The draft and the text stay the same for its life. */
export function LivePreview({ row, draft, open, isOneOfMany }: SourceProps & { readonly draft: VariantDraft; readonly open: OpenText }): ReactNode {
  const content = useSettledContent(draft, open, withBlocks, blocksIn);
  return <PreviewCard row={row} content={content} isOneOfMany={isOneOfMany} />;
}

const nothing = (): void => undefined;

/** A variant beside the one in hand: what this session has unsaved of it, else as it is stored. `common`: the text that it follows, as it is being written. */
export const StoredPreview = memo(function StoredPreview({ row, isOneOfMany, common }: SourceProps & { readonly common: Blocks | null }): ReactNode {
  const t = useTexts();
  const { data } = useVariant(row.id);
  const draft = knownVariantDraft(row.id);
  const subscribe = useCallback((listener: () => void) => draft?.subscribe(listener) ?? nothing, [draft]);
  const unsaved = useSyncExternalStore(subscribe, () => (draft === undefined || draft.isClean() ? null : draft.content()));
  useEffect(() => {
    if (data !== undefined) learnAssets(data.assets);
  }, [data]);
  const stored = unsaved ?? data?.content ?? null;
  const followed = row.linked ? common : null;
  const content = useMemo(() => (stored === null || followed === null ? stored : withBlocks(stored, asInChannel(followed, row))), [stored, followed, row]);
  return content === null ? <Skeleton label={t('loading')} /> : <PreviewCard row={row} content={content} isOneOfMany={isOneOfMany} />;
});

/** The common text as the core makes a linked variant's of it (core/variants/common-text.ts), for as long as it is not saved yet. */
function asInChannel(common: Blocks, { account }: VariantRow): Blocks {
  return channelProfile(account.channel).richText ? common : blocksFromText(plainText(common.filter((block) => block.type !== 'image')));
}

/** The previews that follow the common text which is being written. */
export function CommonPreviews({ rows, draft, open, language }: { readonly rows: readonly VariantRow[]; readonly draft: StoryDraft; readonly open: OpenText; readonly language: Language }): ReactNode {
  const { withText, textIn } = useMemo(() => ({
    withText: (content: StoryContent, blocks: Blocks): StoryContent => ({ ...content, common: { ...content.common, [language]: blocks } }),
    textIn: (content: StoryContent): Blocks => content.common[language],
  }), [language]);
  const common = textIn(useSettledContent(draft, open, withText, textIn));
  return rows.map((row) => <StoredPreview key={row.id} row={row} isOneOfMany={rows.length > 1} common={common} />);
}
