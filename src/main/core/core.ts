import type { Id, Language } from '#shared/domain/ids.ts';
import type { Member } from '#shared/domain/workspace.ts';
import type { Clock } from './clock.ts';
import { nowIso } from './clock.ts';
import type { DataFiles } from './db/files.ts';
import type { CoreDb } from './db/types.ts';
import type { LiveChanges } from './live/changes.ts';
import { settle } from './read-models/settle.ts';
import { refuse } from './refusal.ts';
import type { Unit } from './unit.ts';
import { nothingTouched, unitOf } from './unit.ts';
import type { WorkspaceState } from './workspace/state.ts';
import { getMeta, readState } from './workspace/state.ts';

type LogLevel = 'error' | 'warn' | 'info';
export type Log = (level: LogLevel, message: string) => void;

/** What comes from outside: time, chance, names, words. */
export interface Surroundings {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A new UUID of version 7. */
  readonly newId: () => Id;
  readonly log: Log;
  readonly appVersion: string;
}

/** What every part of the core works with. */
export interface Core extends Surroundings {
  readonly db: CoreDb;
  readonly files: DataFiles;
  readonly live: LiveChanges;
  language(): Language;
  /** The newsroom and who sits here. */
  state(): WorkspaceState;
  now(): string;
  /** One transaction with everything that follows from it: rows of lists, news to the windows, the outbox. */
  write<T>(work: (unit: Unit) => T): T;
  /**
   * Whether what is said now waits for a connection: by choice, or because the server cannot be reached. Told by the sync
   * engine; without one only the choice is known.
   */
  lineDown: () => boolean;
  /** Called after each commit: what was left to be indexed or sent. */
  afterWrite: (left: { readonly search: boolean; readonly outbox: boolean }) => void;
}

export function createCore(parts: Surroundings & { readonly db: CoreDb; readonly files: DataFiles; readonly live: LiveChanges; readonly language: () => Language }): Core {
  let state = readState(parts.db.read);
  const core: Core = {
    ...parts,
    now: () => nowIso(parts.clock),
    state: () => state ?? refuse('internal', 'no workspace yet'),
    write: (work) => {
      const touched = nothingTouched();
      const result = parts.db.write((tx) => {
        const unit = unitOf(tx, touched);
        const value = work(unit);
        const newState = readState(tx);
        if (newState !== null) settle(unit, touched, newState, parts.clock.now());
        return { value, newState };
      });
      // Only what has been committed is known and told.
      state = result.newState;
      parts.live.publish([...touched.changes.values()]);
      core.afterWrite({ search: touched.search.size > 0, outbox: touched.outbox });
      return result.value;
    },
    lineDown: () => getMeta(parts.db.read, 'sync.online') === '0',
    afterWrite: () => undefined,
  };
  return core;
}

/** The member who sits here. Refuses with `not-allowed` when the newsroom no longer knows them. */
export function seatedMember(core: Core): Member {
  const { workspace, seat } = core.state();
  return workspace.members.find((member) => member.id === seat) ?? refuse('not-allowed', seat);
}

/** What every entry made here has in common. */
export function entryBase(core: Core, subject: Id): { id: Id; workspace: Id; subject: Id; author: Id; device: Id; at: string } {
  const { workspace, seat, device } = core.state();
  return { id: core.newId(), workspace: workspace.id, subject, author: seat, device, at: core.now() };
}
