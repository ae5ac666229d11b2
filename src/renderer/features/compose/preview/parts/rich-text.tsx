import { type ReactNode } from 'react';
import type { Block, Blocks, Inline } from '#shared/document/blocks.ts';
import { listMarkers } from '#shared/document/plain-text.ts';
import { mediaUrl } from '../../../../components/media-url.ts';
import styles from '../preview.module.css';

/** An article's text: headings, lists, quotes, links and pictures where they stand. Its headings stand one level below the preview's own. */
export function RichText({ blocks }: { readonly blocks: Blocks }): ReactNode {
  const markers = listMarkers(blocks);
  return blocks.map((block, index) => <ArticleBlock key={index} block={block} marker={markers[index] ?? ''} />);
}

function ArticleBlock({ block, marker }: { readonly block: Block; readonly marker: string }): ReactNode {
  switch (block.type) {
    case 'image':
      return (
        <figure className={styles.blogFigure}>
          <img className={styles.picture} src={mediaUrl(block.sha256)} alt={block.alt} draggable={false} />
        </figure>
      );
    case 'heading-2':
      return <h5 className={styles.blogH2} data-preview-text dir="auto"><Inlines of={block.children} /></h5>;
    case 'heading-3':
      return <h6 className={styles.blogH3} data-preview-text dir="auto"><Inlines of={block.children} /></h6>;
    case 'quote':
      return <blockquote className={styles.blogQuote} data-preview-text dir="auto"><Inlines of={block.children} /></blockquote>;
    case 'bulleted-item':
    case 'numbered-item':
      return <p className={styles.blogItem}><span aria-hidden>{marker}</span><span data-preview-text dir="auto"><Inlines of={block.children} /></span></p>;
    case 'paragraph':
      return <p className={styles.blogBlock} data-preview-text dir="auto"><Inlines of={block.children} /></p>;
  }
}

function Inlines({ of: inlines }: { readonly of: readonly Inline[] }): ReactNode {
  return inlines.map((child, index) => {
    if ('type' in child) return <bdi key={index} className={styles.entity} title={child.url}>{child.children.map((run, inner) => <Run key={inner} bold={run.bold === true} text={run.text} />)}</bdi>;
    return <Run key={index} bold={child.bold === true} text={child.text} />;
  });
}

function Run({ bold, text }: { readonly bold: boolean; readonly text: string }): ReactNode {
  return bold ? <strong>{text}</strong> : <span>{text}</span>;
}
