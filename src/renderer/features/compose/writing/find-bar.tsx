import { useQueries } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { plainText } from '#shared/document/plain-text.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { runCommand } from '../../../app/commands.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { SearchField } from '../../../components/text-field.tsx';
import { Told } from '../../../components/told.tsx';
import { isCompositionKey } from '../../../editor/index.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';
import { findMatches } from '#shared/find/matches.ts';
import { ANYWHERE } from './use-find.ts';

export interface FindBarProps {
  readonly query: string;
  readonly count: number;
  /** From 0; −1 before the first step. */
  readonly index: number;
  /** The variants that are not on the screen. */
  readonly others: readonly VariantRow[];
  readonly onQuery: (query: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onClose: () => void;
}

/** Finds in the text on the screen, and counts in the story's other variants. Enter goes on, Shift+Enter back, Escape closes. */
export function FindBar({ query, count, index, others, onQuery, onStep, onClose }: FindBarProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const elsewhere = useQueries({
    queries: others.map(({ id }) => ({ queryKey: queryKeys.variant(id), queryFn: () => core.variants.get({ id }) })),
    combine: (results) => results.reduce((sum, { data }) => sum + (data === undefined ? 0 : findMatches(plainText(data.content.blocks), query, ANYWHERE).length), 0),
  });
  return (
    <div
      className={styles.find}
      role="search"
      aria-label={t('find.label')}
      // Before the field, which would only be emptied by Escape.
      onKeyDownCapture={(event) => {
        if (isCompositionKey(event.nativeEvent)) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
        if (event.key === 'Enter' && event.target === field.current) {
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <SearchField label={t('find.placeholder')} value={query} onChange={onQuery} inputRef={field} autoFocus />
      <Told className={styles.findCount} text={query === '' ? '' : [count === 0 ? t('find.none') : t('find.count', { position: index + 1, total: count }), ...(elsewhere > 0 ? [t('find.elsewhere', { count: elsewhere })] : [])].join(' · ')} />
      <IconButton icon={ChevronUp} size="small" label={t('find.previous')} isDisabled={count === 0} onPress={() => onStep(-1)} />
      <IconButton icon={ChevronDown} size="small" label={t('find.next')} isDisabled={count === 0} onPress={() => onStep(1)} />
      <Button size="small" variant="quiet" command="compose.replace" onPress={() => runCommand('compose.replace')}>
        {t('find:open')}
      </Button>
      <IconButton icon={X} size="small" label={t('find.close')} onPress={onClose} />
    </div>
  );
}
