import { Workspace } from '#shared/domain/workspace.ts';
import { accountsWith } from '#shared/domain/account-setting.ts';
import { parseSetting } from '#shared/domain/settings.ts';
import type { Role } from '#shared/domain/workspace.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../db/types.ts';

/** The single values that a workspace keeps, by name. */
export type MetaKey =
  | 'workspace' | 'seat' | 'device' | 'samples'
  | 'sync.epoch' | 'sync.cursor' | 'sync.online' | 'sync.last' | 'sync.acts-for' | 'sync.adopted' | 'sync.resync' | 'sync.skew' | 'sync.schema' | 'sync.joining'
  | 'backup.last';

export function getMeta(db: ReadableDb, key: MetaKey): string | null {
  return db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value ?? null;
}

export function setMeta(tx: WritableDb, key: MetaKey, value: string): void {
  tx.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
}

/** What is known of the newsroom and of who sits here. Read once and after each change. */
export interface WorkspaceState {
  readonly workspace: Workspace;
  readonly seat: Id;
  readonly device: Id;
  /** The members that the backend lets this device act for; null before it has said so. */
  readonly actsFor: readonly Id[] | null;
  /** How far (ms) the backend's clock is ahead of this computer's, as it last said. */
  readonly skewMs: number;
}

/** Null in a database that has no workspace yet. */
export function readState(db: ReadableDb): WorkspaceState | null {
  const stored = getMeta(db, 'workspace');
  const seat = getMeta(db, 'seat');
  const device = getMeta(db, 'device');
  if (stored === null || seat === null || device === null) return null;
  const actsFor = getMeta(db, 'sync.acts-for');
  return { workspace: workspaceOf(stored, keptAccounts(db)), seat, device, actsFor: actsFor === null ? null : (JSON.parse(actsFor) as Id[]), skewMs: Number(getMeta(db, 'sync.skew') ?? 0) };
}

/** What admins have made of the accounts, as it is stored. */
function keptAccounts(db: ReadableDb): string {
  const rows = db.all<{ key: string; value: string }>(`SELECT key, value FROM settings WHERE collection = 'account' ORDER BY key`);
  return JSON.stringify(rows);
}

let parsed: { readonly text: string; readonly accounts: string; readonly workspace: Workspace } | null = null;

/** The newsroom from its text. It is asked for with each write and hardly ever changes: the newest is kept. */
function workspaceOf(text: string, accounts: string): Workspace {
  if (parsed?.text !== text || parsed.accounts !== accounts) {
    const workspace = Workspace.parse(JSON.parse(text));
    const kept = (JSON.parse(accounts) as { key: string; value: string }[]).flatMap(({ key, value }) => {
      const setting = parseSetting('account', JSON.parse(value));
      return setting === null ? [] : [{ key, value: setting }];
    });
    parsed = { text, accounts, workspace: { ...workspace, accounts: accountsWith(workspace.accounts, kept) } };
  }
  return parsed.workspace;
}

export function rolesOf(workspace: Workspace, member: Id): readonly Role[] {
  return workspace.members.find((candidate) => candidate.id === member)?.roles ?? [];
}
