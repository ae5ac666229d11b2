import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Transforms } from 'slate';
import { ReactEditor, useReadOnly, useSelected, useSlateStatic, type RenderElementProps, type RenderLeafProps } from 'slate-react';
import { normalizeText } from '#shared/document/normal-form.ts';
import styles from './editor.module.css';
import type { SlateImage } from './slate-types.ts';

/** Where the window finds a picture of the workspace; the shell serves it. */
function mediaUrl(sha256: string): string {
  return `media://asset/${sha256}`;
}

export function TextElement({ attributes, children, element }: RenderElementProps): JSX.Element {
  switch (element.type) {
    case 'heading-2':
      return <h2 {...attributes} className={styles['block']}>{children}</h2>;
    case 'heading-3':
      return <h3 {...attributes} className={styles['block']}>{children}</h3>;
    case 'quote':
      return <blockquote {...attributes} className={styles['block']}>{children}</blockquote>;
    case 'bulleted-item':
    case 'numbered-item':
      return <div {...attributes} className={styles['block']} data-item={element.type}>{children}</div>;
    case 'link':
      // Without an address: a link of a draft must not lead away from it, nor be dragged as one.
      return <span {...attributes} className={styles['link']} title={element.url}>{children}</span>;
    case 'image':
      return <ImageElement attributes={attributes} element={element}>{children}</ImageElement>;
    case 'paragraph':
      return <p {...attributes} className={styles['block']}>{children}</p>;
  }
}

function ImageElement({ attributes, children, element }: Omit<RenderElementProps, 'element'> & { readonly element: SlateImage }): JSX.Element {
  const { t } = useTranslation('compose');
  const editor = useSlateStatic();
  const readOnly = useReadOnly();
  const selected = useSelected();
  const id = useId();
  // The field keeps what is being typed, so that a composition in it is never rendered over.
  const [alt, setAlt] = useState(element.alt);
  const [shown, setShown] = useState(element.alt);
  if (shown !== element.alt) {
    setShown(element.alt);
    if (normalizeText(alt) !== element.alt) setAlt(element.alt);
  }
  return (
    <div {...attributes} className={styles['image']} data-text-image data-selected={selected || undefined}>
      <figure contentEditable={false}>
        <img src={mediaUrl(element.sha256)} alt={element.alt} draggable={false} />
        <figcaption>
          <label htmlFor={id}>{t('media.alt')}</label>
          <input
            id={id}
            value={alt}
            readOnly={readOnly}
            placeholder={t('media.altPlaceholder')}
            maxLength={4_086}
            aria-invalid={alt.trim() === ''}
            onChange={(event) => {
              setAlt(event.target.value);
              Transforms.setNodes(editor, { alt: normalizeText(event.target.value) }, { at: ReactEditor.findPath(editor, element), voids: true });
            }}
          />
        </figcaption>
      </figure>
      {children}
    </div>
  );
}

export function TextLeaf({ attributes, children, leaf }: RenderLeafProps): JSX.Element {
  return leaf.bold === true ? <strong {...attributes}>{children}</strong> : <span {...attributes}>{children}</span>;
}
