import type { ErrorCode } from '#shared/contract/errors.ts';
import type { TranslationView } from '#shared/contract/views.ts';

/** The place of the headline among the segments: before the first. */
export const TITLE = -1;

/** A translation as the core last told it. */
export interface Desk {
  readonly view: TranslationView;
  /** Null for a channel without a headline. */
  readonly title: { readonly source: string; readonly target: string } | null;
}

/** Words on screen that the core may not have yet. `source` says which segment they belong to when the source moves; `base` is what the core had when they were begun, or had of them last. */
export interface LocalText {
  readonly text: string;
  readonly source: string;
  readonly base: string;
  readonly saved: boolean;
}

export interface KeeperState {
  readonly desk: Desk;
  readonly local: ReadonlyMap<number, LocalText>;
  /** Words whose segment has gone from the source while they were being written. */
  readonly strays: readonly string[];
  /** Words of somebody else, or of another window, in whose place those on screen are put. */
  readonly replaced: readonly string[];
  readonly saving: boolean;
  readonly failure: ErrorCode | null;
}

export interface SaveInput {
  readonly index: number;
  readonly text: string;
  readonly confirm: boolean;
  readonly draftVersion: number;
}

export interface KeeperPorts {
  readonly save: (input: SaveInput) => Promise<Desk>;
  readonly reload: () => Promise<Desk>;
  readonly codeOf: (error: unknown) => ErrorCode;
  /** Calls back after a pause in typing; answers how to call that off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** How long the typing rests before a save, and how long a failed save waits to be tried again. */
export const PAUSE_MS = 600;
export const AGAIN_MS = 2_000;
/** A draft that changed elsewhere is read again and saved on top of, this many times in a row at most. */
const STALE_TRIES = 3;

export interface Keeper {
  readonly state: () => KeeperState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly type: (index: number, text: string) => void;
  /** The field was left: what is not saved is saved, and what is saved is shown as the core has it. */
  readonly leave: (index: number) => void;
  /** Saves the words and binds them to the source as it stands. False when the core refused. */
  readonly confirm: (index: number) => Promise<boolean>;
  /** Saves everything now; true when all of it is on disk. */
  readonly flush: () => Promise<boolean>;
  /** The core has told a newer state. */
  readonly receive: (desk: Desk) => void;
  readonly hasUnsaved: () => boolean;
}

/** The source of a segment, or of the headline. */
function sourceAt(desk: Desk, index: number): string | null {
  return index === TITLE ? (desk.title?.source ?? null) : (desk.view.segments[index]?.source ?? null);
}

/** What the core has for a segment, or for the headline. */
function targetAt(desk: Desk, index: number): string {
  return index === TITLE ? (desk.title?.target ?? '') : (desk.view.segments[index]?.target ?? '');
}

/** Whether the core has other words for a segment than those that the ones on screen were begun on, and than those that were sent from here. */
function isContested(desk: Desk, index: number, { base, text }: Pick<LocalText, 'base' | 'text'>, sent: string | undefined): boolean {
  const target = targetAt(desk, index);
  return target !== base && ![text.trim(), sent?.trim() ?? '', ''].includes(target.trim());
}

/** What is on screen for a segment. */
export function shownText(state: KeeperState, index: number): string {
  const local = state.local.get(index);
  if (local !== undefined) return local.text;
  return targetAt(state.desk, index);
}

/**
 * Keeps the words of a translation: what is typed stays on screen until the core has it on disk, and
 * saves go one after the other, since each names the draft version that it is based on. A version that
 * is stale is read again and the segment is saved on top; what somebody else had put there meanwhile is
 * kept aside, to be seen. Another failure keeps the words and says so.
 */
export function createKeeper(first: Desk, ports: KeeperPorts): Keeper {
  let state: KeeperState = { desk: first, local: new Map(), strays: [], replaced: [], saving: false, failure: null };
  const listeners = new Set<() => void>();
  const pauses = new Map<number, () => void>();
  /** The last words that were sent of a segment: the news of them may come before the answer. */
  const sent = new Map<number, string>();
  let line: Promise<unknown> = Promise.resolve();
  let again: (() => void) | null = null;

  const set = (patch: Partial<KeeperState>): void => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const setLocal = (index: number, text: LocalText | null): void => {
    const local = new Map(state.local);
    if (text === null) local.delete(index);
    else local.set(index, text);
    set({ local });
  };

  const receive = (desk: Desk): void => {
    // Words follow their segment by its source; those whose segment is gone are kept aside.
    const local = new Map<number, LocalText>();
    const strays = [...state.strays];
    const replaced = [...state.replaced];
    for (const [index, text] of state.local) {
      const here = sourceAt(desk, index) === text.source ? index : index === TITLE ? (desk.title === null ? null : TITLE) : nearest(desk, text.source, index);
      if (here !== null && !local.has(here)) {
        // What is saved is replaced by nothing until somebody types on.
        if (!text.saved && isContested(desk, here, text, sent.get(here))) replaced.push(targetAt(desk, here));
        local.set(here, { ...text, source: sourceAt(desk, here) ?? text.source, base: text.saved ? text.base : targetAt(desk, here) });
      }
      else if (!text.saved && text.text.trim() !== '') strays.push(text.text);
    }
    set({ desk, local, strays, replaced });
  };

  const saveOne = async (index: number, confirm: boolean): Promise<boolean> => {
    const local = state.local.get(index);
    const text = shownText(state, index);
    if (!confirm && (local === undefined || local.saved)) return true;
    for (let tries = 1; ; tries += 1) {
      try {
        sent.set(index, text);
        const desk = await ports.save({ index, text, confirm, draftVersion: state.desk.view.draftVersion });
        // Words typed while the save was under way are not in it.
        const now = state.local.get(index);
        if (now !== undefined) setLocal(index, { ...now, base: targetAt(desk, index), saved: now.text === text });
        receive(desk);
        return true;
      } catch (error) {
        const code = ports.codeOf(error);
        if (code === 'stale-draft' && tries < STALE_TRIES) {
          receive(await ports.reload());
          continue;
        }
        if (local === undefined) setLocal(index, { text, source: sourceAt(state.desk, index) ?? '', base: targetAt(state.desk, index), saved: false });
        set({ failure: code });
        return false;
      }
    }
  };

  /** One save after the other. */
  const enqueue = (index: number, confirm: boolean): Promise<boolean> => {
    const run = line.then(async () => {
      set({ saving: true });
      const done = await saveOne(index, confirm).catch(() => false);
      if (done) set({ failure: null });
      else if (state.failure === 'core-restarted') retryLater();
      return done;
    });
    line = run;
    void run.then(() => {
      if (line === run) set({ saving: false });
    });
    return run;
  };

  const retryLater = (): void => {
    again?.();
    again = ports.after(AGAIN_MS, () => {
      again = null;
      void flush();
    });
  };
  const settle = (index: number): void => {
    pauses.get(index)?.();
    pauses.delete(index);
  };
  const flush = async (): Promise<boolean> => {
    for (const index of pauses.keys()) settle(index);
    const saves = [...state.local].filter(([, text]) => !text.saved).map(([index]) => enqueue(index, false));
    return (await Promise.all(saves)).every(Boolean);
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type: (index, text) => {
      const base = state.local.get(index)?.base ?? targetAt(state.desk, index);
      // They came while what is on screen was saved, and are typed over now.
      if (isContested(state.desk, index, { base, text }, sent.get(index))) set({ replaced: [...state.replaced, targetAt(state.desk, index)] });
      setLocal(index, { text, source: sourceAt(state.desk, index) ?? '', base: targetAt(state.desk, index), saved: false });
      settle(index);
      pauses.set(index, ports.after(PAUSE_MS, () => {
        pauses.delete(index);
        void enqueue(index, false);
      }));
    },
    leave: (index) => {
      settle(index);
      const local = state.local.get(index);
      if (local === undefined) return;
      void enqueue(index, false).then((done) => {
        const now = state.local.get(index);
        if (done && now !== undefined && now.saved && now.text === local.text) setLocal(index, null);
      });
    },
    confirm: (index) => {
      settle(index);
      return enqueue(index, true);
    },
    flush,
    receive,
    hasUnsaved: () => [...state.local.values()].some((text) => !text.saved),
  };
}

/** The segment with that source that is nearest to where it was; null when there is none. */
function nearest(desk: Desk, source: string, index: number): number | null {
  const found = desk.view.segments.filter((segment) => segment.source === source).map((segment) => segment.index);
  return found.toSorted((a, b) => Math.abs(a - index) - Math.abs(b - index))[0] ?? null;
}
