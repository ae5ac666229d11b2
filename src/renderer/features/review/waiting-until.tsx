import type { ReactNode } from 'react';
import { useFormats } from '../../components/formats.ts';
import { useNow } from '../../components/relative-time.tsx';
import { useT } from '../../components/use-t.ts';

/** Until when an approval that waits here has to reach the server to count; or that it is too late. */
export function WaitingUntil({ until }: { readonly until: string }): ReactNode {
  const { t } = useT('review');
  const { dateTime } = useFormats();
  const isLate = Date.parse(until) <= useNow();
  return t(isLate ? 'notice.waitedTooLong' : 'notice.waitingUntil', { at: dateTime(until) });
}
