import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { formatDateTime, formatRelative } from '#shared/i18n/format.ts';
import { cx } from './class-names.ts';
import styles from './feedback.module.css';
import { useFormats } from './formats.ts';
import { Tooltip } from './tooltip.tsx';

/** One clock for all times on screen: the minute, told once. */
let minute = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // Nobody looked at the clock since the last time left the screen: it still shows that minute.
    minute = Date.now();
    timer = setInterval(() => {
      minute = Date.now();
      for (const each of listeners) each();
    }, 30_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** This minute (ms): renders anew as it passes. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => minute);
}

export interface RelativeTimeProps {
  readonly at: string;
  /** In a list row the time must not take the focus; the row's own text carries the date. */
  readonly focusable?: boolean;
  readonly className?: string | undefined;
}

/** "3분 전", with the full date on hover and on focus; pressing it keeps the full date in view. */
export function RelativeTime({ at, focusable = true, className }: RelativeTimeProps): ReactNode {
  const { language, timeZone } = useFormats();
  const [pinned, setPinned] = useState(false);
  const tick = useNow();
  // What happened after the last tick must not read as being ahead.
  const since = Date.parse(at) - tick;
  const now = since > 0 && since < 60_000 ? tick + since : tick;
  const absolute = formatDateTime(at, language, timeZone);
  const text = formatRelative(at, new Date(now).toISOString(), language, timeZone);
  if (!focusable) {
    return (
      <time dateTime={at} title={absolute} className={cx(styles.time, className)}>
        {text}
      </time>
    );
  }
  return (
    <Tooltip text={pinned ? text : absolute}>
      <Button className={cx(styles.timeButton, className)} aria-label={`${text}, ${absolute}`} onPress={() => setPinned(!pinned)}>
        <time dateTime={at} className={styles.time}>
          {pinned ? absolute : text}
        </time>
      </Button>
    </Tooltip>
  );
}
