import { type ReactNode, useMemo } from 'react';
import type { VariantContent } from '#shared/domain/content.ts';
import { DiffLines, FieldRow, MediaRows } from '../diff-rows.tsx';
import { compareContents } from '../model/compare.ts';
import styles from './amend.module.css';

/** The words that are out and those that are to be, side by side, with what differs marked; the one alone where nothing replaces it. */
export function TwoTexts({ before, after, beforeLabel, afterLabel }: { readonly before: VariantContent; readonly after: VariantContent | null; readonly beforeLabel: string; readonly afterLabel: string }): ReactNode {
  const diff = useMemo(() => (after === null ? compareContents(before, before) : compareContents(before, after)), [before, after]);
  const layout = after === null ? 'line' : 'side';
  const row = { layout, active: null, language: before.language, before: before.language } as const;
  return (
    <div className={styles.texts} data-layout={layout} tabIndex={0} role="group" aria-label={after === null ? beforeLabel : `${beforeLabel} → ${afterLabel}`}>
      <div className={styles.columnHead}>{beforeLabel}</div>
      {after !== null && <div className={styles.columnHead}>{afterLabel}</div>}
      {diff.title !== null && <FieldRow diff={diff.title} {...row} />}
      <DiffLines diff={diff} {...row} />
      <MediaRows media={diff.media} {...row} />
      {diff.link !== null && <FieldRow diff={diff.link} {...row} />}
      {diff.firstComment !== null && <FieldRow diff={diff.firstComment} {...row} />}
    </div>
  );
}
