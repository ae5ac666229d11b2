import { useMemo, useState } from 'react';
import { scrollIntoView } from '../../../editor/index.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { findMatches } from '#shared/find/matches.ts';
import { lastQuery, rememberQuery } from '../find/last-query.ts';

export interface FindState {
  readonly isOpen: boolean;
  readonly query: string;
  /** Which of the places is the current one; −1 before the first step. */
  readonly index: number;
  readonly found: readonly { readonly start: number; readonly end: number }[];
  readonly start: () => void;
  readonly close: () => void;
  readonly search: (query: string) => void;
  readonly step: (step: 1 | -1) => void;
}

/** The find bar looks for letters, wherever they stand. */
export const ANYWHERE = { matchCase: false, wholeWord: false } as const;

/** The find bar's state over a text; a step brings the place into view and leaves the focus in the bar. */
export function useFind(text: string, open: OpenText): FindState {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState(lastQuery);
  const [index, setIndex] = useState(-1);
  const found = useMemo(() => (isOpen ? findMatches(text, query, ANYWHERE) : []), [isOpen, text, query]);
  return {
    isOpen,
    query,
    index,
    found,
    start: () => setOpen(true),
    close: () => setOpen(false),
    search: (next: string) => {
      setQuery(next);
      rememberQuery(next);
      setIndex(-1);
    },
    step: (step: 1 | -1) => {
      if (found.length === 0) return;
      const next = (index + step + found.length) % found.length;
      setIndex(next);
      const place = found[next];
      if (place !== undefined) scrollIntoView(open.editor, place);
    },
  };
}
