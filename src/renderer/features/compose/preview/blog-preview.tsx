import { type ReactNode } from 'react';
import type { Block, Inline } from '#shared/document/blocks.ts';
import { listMarkers } from '#shared/document/plain-text.ts';
import { mediaUrl } from '../../../editor/index.ts';
import styles from './preview.module.css';
import type { PreviewProps } from './types.ts';
import { useTexts } from '../texts.ts';

/** An article of the blog. Its headings are those of the article, so they stand one level below the preview's own. */
export function BlogPreview({ title, blocks, name, language, link }: PreviewProps): ReactNode {
  const t = useTexts();
  const markers = listMarkers(blocks);
  return (
    <div className={styles.blog} lang={language}>
      <h4 className={styles.blogTitle}>{title.trim() === '' ? <span className={styles.dim}>{t('preview.noTitle')}</span> : title}</h4>
      <p className={styles.dim}>{name} · {t('preview.now')}</p>
      {blocks.map((block, index) => (
        <BlogBlock key={index} block={block} marker={markers[index] ?? ''} />
      ))}
      {link !== '' && <p className={styles.blogBlock}><span className={styles.entity}>{link}</span></p>}
    </div>
  );
}

function BlogBlock({ block, marker }: { readonly block: Block; readonly marker: string }): ReactNode {
  switch (block.type) {
    case 'image':
      return (
        <figure className={styles.blogFigure}>
          <img className={styles.picture} src={mediaUrl(block.sha256)} alt={block.alt} draggable={false} />
        </figure>
      );
    case 'heading-2':
      return <h5 className={styles.blogH2} data-preview-text><Inlines of={block.children} /></h5>;
    case 'heading-3':
      return <h6 className={styles.blogH3} data-preview-text><Inlines of={block.children} /></h6>;
    case 'quote':
      return <blockquote className={styles.blogQuote} data-preview-text><Inlines of={block.children} /></blockquote>;
    case 'bulleted-item':
    case 'numbered-item':
      return <p className={styles.blogItem}><span aria-hidden>{marker}</span><span data-preview-text><Inlines of={block.children} /></span></p>;
    case 'paragraph':
      return <p className={styles.blogBlock} data-preview-text><Inlines of={block.children} /></p>;
  }
}

function Inlines({ of: inlines }: { readonly of: readonly Inline[] }): ReactNode {
  return inlines.map((child, index) => {
    if ('type' in child) return <span key={index} className={styles.entity} title={child.url}>{child.children.map((run) => run.text).join('')}</span>;
    return child.bold === true ? <strong key={index}>{child.text}</strong> : <span key={index}>{child.text}</span>;
  });
}
