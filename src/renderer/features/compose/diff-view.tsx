import { type ReactNode, useMemo } from 'react';
import { type DiffPart, type DiffRow, diffBlocks } from '#shared/document/diff.ts';
import type { Block, Blocks } from '#shared/document/blocks.ts';
import { type LookedPart, looksOf } from '#shared/document/looks.ts';
import { listMarkers } from '#shared/document/plain-text.ts';
import type { Language } from '#shared/domain/ids.ts';
import { mediaUrl } from '../../components/media-url.ts';
import styles from './compose.module.css';
import { useTexts } from './texts.ts';

/** What changes from one text to another, by word: told by signs and words, and by colour only on top. With `looks` headings, bold, links and pictures are there to be seen, and what changes of them is told too. */
export function DiffView({ before, after, language, looks = false }: { readonly before: Blocks; readonly after: Blocks; readonly language: Language; readonly looks?: boolean }): ReactNode {
  const t = useTexts();
  const diff = useMemo(() => diffBlocks(before, after, language), [before, after, language]);
  const markers = useMemo(() => (looks ? markersOf(diff.rows) : []), [diff, looks]);
  if (diff.changes === 0 && !looks) return <p className={styles.muted}>{t('diff.none')}</p>;
  return (
    <div className={styles.diff} lang={language}>
      {diff.rows.map((row, index) =>
        looks ? (
          <LookedRow key={index} row={row} marker={markers[index] ?? ''} />
        ) : (
          <p key={index} data-kind={row.kind}>
            {row.parts.map((part, position) => (
              <Changed key={position} kind={part.kind}>{part.text}</Changed>
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function Changed({ kind, children }: { readonly kind: DiffPart['kind'] | 'restyled'; readonly children: ReactNode }): ReactNode {
  const t = useTexts();
  switch (kind) {
    case 'same':
      return <span>{children}</span>;
    case 'added':
      return <ins><span className="visually-hidden">{t('diff.added')}: </span>{children}</ins>;
    case 'removed':
      return <del><span className="visually-hidden">{t('diff.removed')}: </span>{children}</del>;
    case 'restyled':
      return <span className={styles.restyled}><span className="visually-hidden">{t('diff.restyled')}: </span>{children}</span>;
  }
}

/** The marker of each line as its own side counts it. */
function markersOf(rows: readonly DiffRow[]): string[] {
  const sides = (side: 'before' | 'after'): Map<Block, string> => {
    const blocks = rows.flatMap((row) => row[side] ?? []);
    const markers = listMarkers(blocks);
    return new Map(blocks.map((block, index) => [block, markers[index] ?? '']));
  };
  const [old, young] = [sides('before'), sides('after')];
  return rows.map(({ before, after }) => (after !== null ? young.get(after) : before !== null ? old.get(before) : '') ?? '');
}

function LookedRow({ row, marker }: { readonly row: DiffRow; readonly marker: string }): ReactNode {
  const t = useTexts();
  const shown = row.after ?? row.before;
  if (shown === null) return null;
  const gone = row.after === null;
  if (shown.type === 'image') {
    return (
      <p data-kind={row.kind} data-type="image">
        <Changed kind={row.kind === 'changed' ? 'same' : row.kind}>
          <img src={mediaUrl(shown.sha256)} alt={shown.alt === '' ? t('preview.altMissing') : shown.alt} draggable={false} />
        </Changed>
        {row.kind === 'changed' && row.parts.map((part, position) => <Changed key={position} kind={part.kind}>{part.text}</Changed>)}
      </p>
    );
  }
  const retyped = !gone && row.before !== null && row.before.type !== shown.type;
  return (
    <p data-kind={row.kind} data-type={shown.type}>
      {marker}
      {looksOf(row).map((part, position) => (
        <Changed key={position} kind={part.kind}><Look part={part} /></Changed>
      ))}
      {retyped && <span className={styles.lookNote}> ({t('diff.retyped', { type: t(`diff.type.${shown.type}`) })})</span>}
    </p>
  );
}

function Look({ part: { text, bold, url } }: { readonly part: LookedPart }): ReactNode {
  const words = bold ? <strong>{text}</strong> : text;
  // The address is a part of what is said: two links with the same words may lead elsewhere.
  return url === '' ? words : <><u>{words}</u> <span className={styles.lookNote}>({url})</span></>;
}
