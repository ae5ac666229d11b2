import { Fragment, type ReactNode } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import type { Block, Blocks, Inline } from '#shared/document/blocks.ts';
import { listMarkers, plainText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { ChannelBadge } from './channel-badge.tsx';
import { cx } from './class-names.ts';
import styles from './content-preview.module.css';
import { useFormats } from './formats.ts';
import { mediaUrl } from './media-url.ts';
import { MediaView } from './media-view.tsx';

export interface ContentPreviewProps {
  readonly content: VariantContent;
  readonly account: Account;
  /** The words beside it: what it is called, where the channel folds, and what an empty one says. */
  readonly words: { readonly label: string; readonly fold: string; readonly empty: string; readonly firstComment: string };
}

/** How a post may look on its channel, in neutral dress: its line breaks, the place where it folds, pictures and link. */
export function ContentPreview({ content, account, words }: ContentPreviewProps): ReactNode {
  const { pick } = useFormats();
  const profile = channelProfile(content.channel);
  const text = plainText(content.blocks);
  const fold = profile.richText ? null : profile.fold(text);
  const empty = text.trim() === '' && content.media.length === 0 && content.link === '' && content.title === '';
  return (
    <article className={styles.preview} aria-label={words.label}>
      <div className={styles.account}>
        <ChannelBadge channel={content.channel} language={content.language} />
        <span className={styles.name}>{pick(account.name)}</span>
        <span>{account.handle}</span>
      </div>
      {empty && <p className={styles.account}>{words.empty}</p>}
      <div lang={content.language}>
        {profile.hasTitle && content.title !== '' && <p className={styles.title}>{content.title}</p>}
        {profile.richText ? (
          <RichText blocks={content.blocks} />
        ) : (
          <div className={styles.text}>
            {fold === null ? text : text.slice(0, fold)}
            {fold !== null && (
              <>
                <span className={styles.fold}>{words.fold}</span>
                {text.slice(fold)}
              </>
            )}
          </div>
        )}
      </div>
      {content.media.length > 0 && (
        <div className={styles.pictures}>
          {content.media.map((item, index) => (
            <MediaView key={`${item.sha256}-${index}`} className={styles.picture} sha256={item.sha256} alt={item.alt} />
          ))}
        </div>
      )}
      {content.link !== '' && <div className={styles.link}>{content.link}</div>}
      {profile.hasFirstComment && content.firstComment !== '' && (
        <div className={styles.comment} lang={content.language}>
          <span className={styles.name}>{words.firstComment}</span> {content.firstComment}
        </div>
      )}
    </article>
  );
}

/** A text of a channel with looks of its own, as it may look there. */
export function RichText({ blocks }: { readonly blocks: Blocks }): ReactNode {
  const markers = listMarkers(blocks);
  return (
    <div className={cx(styles.text, styles.rich)}>
      {blocks.map((block, index) => (
        <RichBlock key={index} block={block} marker={markers[index] ?? ''} />
      ))}
    </div>
  );
}

function RichBlock({ block, marker }: { readonly block: Block; readonly marker: string }): ReactNode {
  switch (block.type) {
    case 'image':
      return <img className={styles.picture} src={mediaUrl(block.sha256)} alt={block.alt} draggable={false} />;
    case 'heading-2':
      return <h4>{inlines(block.children)}</h4>;
    case 'heading-3':
      return <h5>{inlines(block.children)}</h5>;
    case 'quote':
      return <blockquote>{inlines(block.children)}</blockquote>;
    case 'bulleted-item':
    case 'numbered-item':
      return (
        <p className={styles.item}>
          {marker}
          {inlines(block.children)}
        </p>
      );
    case 'paragraph':
      return <p>{inlines(block.children)}</p>;
  }
}

function inlines(children: readonly Inline[]): ReactNode {
  return children.map((child, index) => {
    if ('type' in child) return <u key={index}>{inlines(child.children)}</u>;
    return child.bold === true ? <strong key={index}>{child.text}</strong> : <Fragment key={index}>{child.text}</Fragment>;
  });
}
