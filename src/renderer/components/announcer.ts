/** What measures time and waits: the window's, or a test's. */
export interface AnnouncerClock {
  /** Milliseconds that only ever grow, whatever the computer's clock is set to. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => void;
}

export type Urgency = 'polite' | 'assertive';

export interface Announcer {
  readonly announce: (text: string, urgency?: Urgency) => void;
  /** What the live region of that urgency holds. */
  readonly said: (urgency: Urgency) => string;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Who listens to a screen reader while writing wants at most one announcement in this time. */
export const ANNOUNCE_EVERY_MS = 1_000;

/**
 * Says things to assistive technology: at most one a second in all. Of those that come meanwhile the
 * latest wins; an urgent one goes first, and is not replaced by one that is not.
 */
export function createAnnouncer(clock: AnnouncerClock): Announcer {
  const waiting = new Map<Urgency, string>();
  const said = new Map<Urgency, string>();
  const listeners = new Set<() => void>();
  let last = -Infinity;
  let isTimed = false;

  function speak(urgency: Urgency, text: string): void {
    // A no-break space at the end makes the same words a new text, which is read again.
    said.set(urgency, said.get(urgency) === text ? `${text}\u00a0` : text);
    for (const listener of listeners) listener();
  }

  function next(): void {
    isTimed = false;
    const urgency: Urgency = waiting.has('assertive') ? 'assertive' : 'polite';
    const text = waiting.get(urgency);
    if (text === undefined) return;
    waiting.delete(urgency);
    last = clock.now();
    speak(urgency, text);
    if (waiting.size > 0) plan();
  }

  function plan(): void {
    if (isTimed) return;
    isTimed = true;
    clock.after(Math.max(0, last + ANNOUNCE_EVERY_MS - clock.now()), next);
  }

  return {
    announce: (text, urgency = 'polite') => {
      waiting.set(urgency, text);
      plan();
    },
    said: (urgency) => said.get(urgency) ?? '',
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
