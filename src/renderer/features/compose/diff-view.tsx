import { type ReactNode, useMemo } from 'react';
import { diffBlocks } from '#shared/document/diff.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import type { Language } from '#shared/domain/ids.ts';
import styles from './compose.module.css';
import { useTexts } from './texts.ts';

/** What changes from one text to another, by word: told by signs and words, and by colour only on top. */
export function DiffView({ before, after, language }: { readonly before: Blocks; readonly after: Blocks; readonly language: Language }): ReactNode {
  const t = useTexts();
  const diff = useMemo(() => diffBlocks(before, after, language), [before, after, language]);
  if (diff.changes === 0) return <p className={styles.muted}>{t('diff.none')}</p>;
  return (
    <div className={styles.diff} lang={language}>
      {diff.rows.map((row, index) => (
        <p key={index} data-kind={row.kind}>
          {row.parts.map((part, position) => {
            switch (part.kind) {
              case 'same':
                return <span key={position}>{part.text}</span>;
              case 'added':
                return <ins key={position}><span className="visually-hidden">{t('diff.added')}: </span>{part.text}</ins>;
              case 'removed':
                return <del key={position}><span className="visually-hidden">{t('diff.removed')}: </span>{part.text}</del>;
            }
          })}
        </p>
      ))}
    </div>
  );
}
