import { memo, type ReactNode, useMemo, useState } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import { LOOKS } from '#shared/preview/looks.ts';
import { cardAddress, postViews } from '#shared/preview/post-view.ts';
import { useStore } from '../../../app/store.ts';
import { useProfile } from '../../../rpc/profiles.ts';
import { useTexts } from '../texts.ts';
import { useAssets } from '../media/assets.ts';
import { PREVIEWS } from './channels/index.ts';
import { choices } from './choices.ts';
import { LinkTools } from './link-tools.tsx';
import { useLinkCard } from './link-cards.ts';
import { AltList } from './parts/alt-list.tsx';
import brands from './brands.module.css';
import styles from './preview.module.css';
import type { PreviewCard as Card, PreviewMedia } from './types.ts';
import { useFit } from './use-fit.ts';

const NO_MEDIA: readonly PreviewMedia[] = [];

export interface PreviewCardProps {
  readonly row: VariantRow;
  readonly content: VariantContent;
  /** Among others: then each says whose it is. */
  readonly isOneOfMany: boolean;
}

/** One variant as its channel would show it. Rendered when its content, or how previews are to be seen, has changed. */
export const PreviewCard = memo(function PreviewCard({ row, content, isOneOfMany }: PreviewCardProps): ReactNode {
  const t = useTexts();
  const { theme, fold, device } = useStore(choices);
  const [expandedFor, setExpandedFor] = useState<string | null>(null);
  const profile = useProfile(row.account);
  const look = LOOKS[profile.id];
  const { blocks } = content;
  const text = useMemo(() => plainText(blocks), [blocks]);
  const posts = useMemo(() => postViews(profile, text, device), [profile, text, device]);
  const media = useMedia(content.media);
  const address = cardAddress(look, profile.hasLink ? content.link : '', posts[0]?.entities ?? [], media.length > 0);
  const { page } = useLinkCard(address);
  const card = useMemo((): Card | null => (address === null ? null : { url: address, page }), [address, page]);
  const fit = useFit(look.width[device]);
  const empty = text.trim() === '' && content.media.length === 0 && blocks.every((block) => block.type !== 'image') && content.title === '';
  const channel = t(`common:channel.${profile.id}`);
  const name = row.account.name[row.language];
  const Preview = PREVIEWS[profile.id];
  const foldKey = `${String(fold)}:${device}`;
  return (
    <div className={styles.one}>
      {isOneOfMany && <h3 className={styles.whose}>{channel} <span>{name}</span></h3>}
      <div ref={fit} className={styles.frame}>
        <section
          className={brands.card}
          data-theme={theme}
          data-channel={profile.id}
          data-device={device}
          aria-label={isOneOfMany ? t('preview:cardOf', { expected: t('preview:expected'), channel, account: name }) : t('preview:card', { expected: t('preview:expected'), channel })}
          lang={row.language}
        >
          {empty ? (
            <p className={styles.emptyPost}>{t('preview.empty')}</p>
          ) : (
            posts.map((post, index) => (
              <div key={index} className={styles.post} data-thread={posts.length > 1 || undefined}>
                {posts.length > 1 && <span className={styles.threadCount} role="note" aria-label={t('preview.post', { position: index + 1, total: posts.length })}>{index + 1}/{posts.length}</span>}
                <Preview
                  channel={profile.id}
                  language={row.language}
                  device={device}
                  look={look}
                  name={name}
                  handle={row.account.handle}
                  post={post}
                  showFold={fold}
                  expanded={expandedFor === foldKey}
                  onShowMore={() => setExpandedFor(foldKey)}
                  blocks={blocks}
                  title={content.title}
                  link={index === 0 ? content.link : ''}
                  firstComment={index === 0 ? content.firstComment : ''}
                  media={index === 0 ? media : NO_MEDIA}
                  card={index === 0 ? card : null}
                />
              </div>
            ))
          )}
        </section>
      </div>
      <p className={styles.expected}>
        <strong>{t('preview:expected')}</strong> {!isOneOfMany && t('preview:expectedHint')} {t('preview:unsure', { what: look.unsure.map((each) => t(`preview:unsureOf.${each}`)).join(', ') })}
      </p>
      {address !== null && <LinkTools key={address} address={address} channel={channel} />}
      {!isOneOfMany && <AltList media={content.media} />}
    </div>
  );
});

/** A post's pictures with what is known of their sizes. The same array while nothing of them changes. */
function useMedia(items: VariantContent['media']): readonly PreviewMedia[] {
  const assets = useAssets();
  return useMemo(
    () => items.map(({ sha256, alt, decorative }): PreviewMedia => {
      const asset = assets.get(sha256);
      return { sha256, alt: decorative ? '' : alt, kind: asset?.mime.startsWith('video/') === true ? 'video' : 'picture', ratio: asset === undefined || asset.height === 0 ? null : asset.width / asset.height };
    }),
    [items, assets],
  );
}
