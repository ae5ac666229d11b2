import type { ErrorCode } from '#shared/contract/errors.ts';

/**
 * Keeps one text on its way to the disk. What a person has typed is in `content` at once and stays
 * there whatever happens to the save; it is saved a short while after a pause, and at the latest a
 * second after the first key.
 *
 *   saved ──edit──▶ unsaved ──timer──▶ saving ──ok──▶ saved
 *                      ▲                 ├──refused──▶ failed ──timer or edit──▶ saving
 *                      └────edit─────────┴──stale──▶ (merge) ──▶ saving, or stale until a person chooses
 *
 * A merge is on the disk at once and on the screen when the gate lets it through: somebody who rests in
 * the middle of a syllable has nothing unsaved meanwhile.
 */
export type DraftStatus =
  | { readonly kind: 'saved' | 'unsaved' | 'saving' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly willRetry: boolean }
  | { readonly kind: 'stale' };

/** A version as the core has it. */
export interface Stored<C> {
  readonly content: C;
  readonly version: number;
  /** ISO 8601. */
  readonly savedAt: string;
}

export interface DraftKeeperOptions<C, P> {
  readonly initial: Stored<C>;
  /** Durable when it resolves. Rejects with something that `codeOf` names. */
  readonly save: (version: number, patch: P) => Promise<{ readonly version: number; readonly savedAt: string }>;
  /** The version that the core has now: asked for when a save was refused as stale. */
  readonly load: () => Promise<Stored<C>>;
  readonly apply: (content: C, patch: P) => C;
  /** One patch that says what both say; the later wins. */
  readonly join: (earlier: P, later: P) => P;
  /** What has to be saved so that `theirs` becomes `mine`; null for nothing. */
  readonly difference: (theirs: C, mine: C) => P | null;
  /** Both sides' changes to `base` together, or null where they touch the same words. */
  readonly merge: (base: C, mine: C, theirs: C) => C | null;
  readonly codeOf: (error: unknown) => ErrorCode;
  /** Told when a version from elsewhere was merged into what is on the screen. */
  readonly onMerged?: () => void;
  readonly timers: Timers;
}

/** Time from outside, so that a test can turn it. Milliseconds. */
export interface Timers {
  readonly now: () => number;
  readonly set: (call: () => void, ms: number) => unknown;
  readonly clear: (handle: unknown) => void;
}

export const PAUSE_MS = 300;
/** No key waits longer than this for its save to begin. */
export const LONGEST_WAIT_MS = 700;
const RETRY_MS = [250, 1_000, 2_000, 5_000, 10_000] as const;

/** Failures that pass by themselves, or once somebody has made room. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['disk-full', 'read-only', 'database-busy', 'database-damaged', 'core-restarted', 'internal']);

export interface DraftKeeper<C, P> {
  /** What is on the screen. */
  readonly content: () => C;
  readonly status: () => DraftStatus;
  readonly savedAt: () => string;
  readonly version: () => number;
  readonly isClean: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  readonly edit: (patch: P) => void;
  /** Saves all there is, now. False when something could not be saved: it is still here. */
  readonly flush: () => Promise<boolean>;
  /** A version that came from the core without being asked for: taken when nothing is unsaved. */
  readonly offer: (stored: Stored<C>) => void;
  /** After `stale`: drop what is on the screen for the core's version, or save it over that. */
  readonly settle: (choice: 'reload' | 'keep') => Promise<void>;
  /** Changes from outside go through this: an editor sets it to wait for the end of a composition. */
  readonly setGate: (gate: (change: () => void) => void) => void;
}

export function createDraftKeeper<C, P>(options: DraftKeeperOptions<C, P>): DraftKeeper<C, P> {
  const { apply, join, timers } = options;
  const listeners = new Set<() => void>();
  let content = options.initial.content;
  /** The last version that the core confirmed, and its content: the base of a merge. */
  let stored = options.initial;
  /** While a merge waits for the gate: what the core has, and what of the screen's is in it. */
  let ahead: { readonly base: C; readonly theirs: Stored<C> } | null = null;
  let pending: P | null = null;
  let firstEdit = 0;
  let timer: unknown = null;
  let saving: Promise<boolean> | null = null;
  let failures = 0;
  let status: DraftStatus = { kind: 'saved' };
  let gate = (change: () => void): void => change();

  const enter = (to: DraftStatus): void => {
    status = to;
    for (const listener of listeners) listener();
  };

  const schedule = (ms: number): void => {
    if (timer !== null) timers.clear(timer);
    timer = timers.set(() => {
      timer = null;
      void saveNow();
    }, ms);
  };

  const take = (next: Stored<C>, shown: C): void => {
    stored = next;
    content = shown;
    const rest = options.difference(next.content, shown);
    pending = rest;
    failures = 0;
    enter(rest === null ? { kind: 'saved' } : { kind: 'unsaved' });
    if (rest !== null) schedule(0);
  };

  const becomeStale = (): false => {
    enter({ kind: 'stale' });
    return false;
  };

  /** The core has moved on: both sides' changes together where that can be, else a person chooses. */
  const catchUp = async (patch: P): Promise<boolean> => {
    try {
      ahead = { base: ahead?.base ?? stored.content, theirs: await options.load() };
    } catch {
      return becomeStale();
    }
    pending = null;
    return saveOnce(patch);
  };

  /** What the core has is brought to the screen once nothing is being composed. */
  const bringIn = (): void => {
    gate(() => {
      if (ahead === null || status.kind === 'stale') return;
      if (saving !== null) {
        void saving.then(bringIn);
        return;
      }
      const { base, theirs } = ahead;
      const merged = options.merge(base, content, theirs.content);
      if (merged === null) {
        becomeStale();
        return;
      }
      ahead = null;
      const changed = options.difference(content, merged) !== null;
      take(theirs, changed ? merged : content);
      if (changed) options.onMerged?.();
    });
  };

  /** Saves onto what the core has. False when that cannot be joined with what is on the screen. */
  const saveOnto = async (patch: P): Promise<boolean> => {
    const sent = content;
    if (ahead === null) {
      stored = { content: sent, ...(await options.save(stored.version, patch)) };
      return true;
    }
    const { theirs } = ahead;
    const merged = options.merge(ahead.base, sent, theirs.content);
    if (merged === null) return false;
    const rest = options.difference(theirs.content, merged);
    ahead = { base: sent, theirs: rest === null ? theirs : { content: merged, ...(await options.save(theirs.version, rest)) } };
    return true;
  };

  const saveOnce = async (patch: P): Promise<boolean> => {
    enter({ kind: 'saving' });
    const takeBack = (): void => {
      pending = pending === null ? patch : join(patch, pending);
    };
    try {
      if (!(await saveOnto(patch))) {
        takeBack();
        return becomeStale();
      }
      failures = 0;
      enter(pending === null ? { kind: 'saved' } : { kind: 'unsaved' });
      return true;
    } catch (error) {
      takeBack();
      const code = options.codeOf(error);
      if (code === 'stale-draft') return catchUp(pending ?? patch);
      const willRetry = PASSING.has(code);
      enter({ kind: 'failed', code, willRetry });
      if (willRetry) schedule(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 10_000);
      failures += 1;
      return false;
    }
  };

  /** One save at a time; what comes in meanwhile goes with the next. */
  const saveNow = (): Promise<boolean> => {
    if (saving !== null) return saving;
    if (pending === null || status.kind === 'stale') return Promise.resolve(pending === null);
    if (timer !== null) timers.clear(timer);
    timer = null;
    const patch = pending;
    pending = null;
    saving = saveOnce(patch).then((done) => {
      saving = null;
      if (ahead !== null) bringIn();
      if (done && pending !== null && timer === null) schedule(PAUSE_MS);
      return done;
    });
    return saving;
  };

  return {
    content: () => content,
    status: () => status,
    savedAt: () => stored.savedAt,
    version: () => stored.version,
    isClean: () => pending === null && saving === null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (patch) => {
      const now = timers.now();
      if (pending === null) firstEdit = now;
      content = apply(content, patch);
      pending = pending === null ? patch : join(pending, patch);
      // Until a person has chosen, nothing is saved over the other version.
      if (status.kind === 'stale') enter(status);
      else {
        // The same object while nothing changes: who follows the status is not rendered with every key.
        enter(status.kind === 'saved' ? { kind: 'unsaved' } : status);
        schedule(Math.max(0, Math.min(PAUSE_MS, firstEdit + LONGEST_WAIT_MS - now)));
      }
    },
    flush: async () => {
      // What is typed during a save needs another one.
      for (;;) {
        if (!(await saveNow())) return false;
        if (pending === null && saving === null) return true;
      }
    },
    offer: (next) => {
      gate(() => {
        if (pending !== null || saving !== null || ahead !== null || next.version < stored.version) return;
        if (next.version === stored.version && options.difference(next.content, content) === null) return;
        stored = next;
        content = options.difference(next.content, content) === null ? content : next.content;
        enter({ kind: 'saved' });
      });
    },
    settle: async (choice) => {
      const theirs = await options.load();
      await new Promise<void>((resolve) => {
        gate(() => {
          ahead = null;
          take(theirs, choice === 'reload' ? theirs.content : content);
          resolve();
        });
      });
    },
    setGate: (next) => {
      gate = next;
    },
  };
}
