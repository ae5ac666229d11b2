import { useEffect } from 'react';
import { reportSaved } from '../../app/saved-state.ts';
import type { DraftStatus } from './draft/draft-keeper.ts';

/** Tells the status bar where the text in hand stands, for as long as the screen is shown. */
export function useSavedReport(status: DraftStatus, savedAt: string): void {
  const { kind } = status;
  useEffect(() => {
    if (kind === 'saved') reportSaved({ kind: 'saved', at: savedAt });
    else if (kind === 'failed' || kind === 'stale') reportSaved({ kind: 'failed' });
    else reportSaved({ kind: 'saving' });
  }, [kind, savedAt]);
  useEffect(() => () => reportSaved({ kind: 'none' }), []);
}
