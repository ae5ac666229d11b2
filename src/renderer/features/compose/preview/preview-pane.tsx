import { type ComponentType, memo, type ReactNode, useCallback, useMemo, useState } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import { postTexts } from '#shared/channels/thread-posts.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { createStore, useStore } from '../../../app/store.ts';
import { SegmentedControl, Switch } from '../../../components/choices.tsx';
import { blocksIn, type VariantDraft, withBlocks } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useSettledContent } from '../draft/use-draft.ts';
import { useTexts } from '../texts.ts';
import { BlogPreview } from './blog-preview.tsx';
import { FacebookPreview } from './facebook-preview.tsx';
import { InstagramPreview } from './instagram-preview.tsx';
import { KakaoStoryPreview } from './kakaostory-preview.tsx';
import { AltList } from './media-grid.tsx';
import { PlainPreview } from './plain-preview.tsx';
import styles from './preview.module.css';
import type { PreviewProps } from './types.ts';
import { XPreview } from './x-preview.tsx';

/** The channels whose look is known here; every other one has the plain preview. */
const PREVIEWS: Readonly<Partial<Record<ChannelId, ComponentType<PreviewProps>>>> = { x: XPreview, instagram: InstagramPreview, facebook: FacebookPreview, kakaostory: KakaoStoryPreview, blog: BlogPreview };

/** Pictures go with the first post of a thread. */
const NO_MEDIA: VariantContent['media'] = [];

/** A reader's own choice, which is not the app's: the preview keeps its brightness while variants change. */
const choices = createStore<{ readonly theme: 'light' | 'dark'; readonly fold: boolean }>({ theme: 'light', fold: true });

export interface PreviewPaneProps {
  readonly row: VariantRow;
  readonly draft: VariantDraft;
  readonly open: OpenText;
}

/** The variant as its channel would show it, a moment behind the typing. */
export function PreviewPane({ row, draft, open }: PreviewPaneProps): ReactNode {
  const t = useTexts();
  const { theme, fold } = useStore(choices);
  const [expanded, setExpanded] = useState(false);
  const collapse = useCallback(() => setExpanded(false), []);
  const content = useSettledContent(draft, open, withBlocks, blocksIn);
  const { blocks } = content;
  const profile = channelProfile(row.account.channel);
  const text = useMemo(() => plainText(blocks), [blocks]);
  const Preview = PREVIEWS[profile.id] ?? (profile.richText ? BlogPreview : PlainPreview);
  const empty = text.trim() === '' && content.media.length === 0 && blocks.every((block) => block.type !== 'image') && content.title === '';
  const posts = useMemo(() => {
    const texts = profile.hasThread ? postTexts(text) : [text];
    // A picture alone is a post as well.
    return (texts.length === 0 ? [''] : texts).map((post) => ({ text: post, entities: profile.entities(post), fold: profile.fold(post) }));
  }, [profile, text]);
  return (
    <div className={styles.pane}>
      <PreviewBar hasFold={profile.foldPoint !== null} onFold={collapse} />
      <section className={styles.card} data-theme={theme} data-channel={profile.id} aria-label={`${t('preview.expected')}, ${t(`common:channel.${profile.id}`)}`} lang={row.language}>
        {empty ? (
          <p className={styles.dim}>{t('preview.empty')}</p>
        ) : (
          posts.map((post, index) => (
            <div key={index} className={posts.length > 1 ? styles.threadPost : undefined}>
              {posts.length > 1 && <span className="visually-hidden">{t('preview.post', { position: index + 1, total: posts.length })}</span>}
              <Preview
                account={row.account}
                language={row.language}
                name={row.account.name[row.language]}
                text={post.text}
                entities={post.entities}
                fold={expanded ? null : post.fold}
                showFold={fold}
                onShowMore={() => setExpanded(true)}
                blocks={blocks}
                title={content.title}
                link={index === 0 ? content.link : ''}
                firstComment={content.firstComment}
                media={index === 0 ? content.media : NO_MEDIA}
              />
            </div>
          ))
        )}
      </section>
      <p className={styles.expected}>
        <strong>{t('preview.expected')}</strong> {t('preview.expectedHint')}
      </p>
      <AltList media={content.media} />
    </div>
  );
}

/** How the preview is to be seen. A key in the text does not render it. */
const PreviewBar = memo(function PreviewBar({ hasFold, onFold }: { readonly hasFold: boolean; readonly onFold: () => void }): ReactNode {
  const t = useTexts();
  const { theme, fold } = useStore(choices);
  return (
    <div className={styles.bar}>
      <SegmentedControl
        label={t('preview.theme')}
        options={[{ id: 'light', label: t('preview.light') }, { id: 'dark', label: t('preview.dark') }]}
        value={theme}
        onChange={(next) => choices.set({ theme: next, fold })}
      />
      {hasFold && (
        <Switch isSelected={fold} onChange={(on) => { choices.set({ theme, fold: on }); onFold(); }}>
          {t('preview.fold')}
        </Switch>
      )}
    </div>
  );
});
