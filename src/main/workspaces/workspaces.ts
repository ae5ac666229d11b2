import type { Beginning } from '#shared/contract/process-contract.ts';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptWorkspace, SettingsStore } from '../settings/settings-store.ts';
import { openTokenVault, type Place, type TokenVault } from '../settings/token-vault.ts';

/** The newsrooms of this profile, of which one is open. The first is where the only one was before there could be several. */
export interface Workspaces {
  readonly all: () => readonly KeptWorkspace[];
  readonly current: () => KeptWorkspace;
  /** Where the database, media, backups and the embedded backend's store of a workspace are. */
  readonly folderOf: (id: string) => string;
  /** The secrets of a workspace; without a keychain they last until the app ends, also while another one is open. */
  readonly vaultOf: (id: string) => TokenVault;
  readonly change: (id: string, patch: Partial<Pick<KeptWorkspace, 'label' | 'backendUrl'>>) => void;
  /** Answers its id. */
  readonly add: (begin: Beginning, backendUrl: string) => string;
  /** Opened from the next start of a core on. */
  readonly enter: (id: string) => void;
  /** Takes one that is not open off the list. Its folder is set aside, never deleted; answers where, or null for one that is not there or is open. */
  readonly remove: (id: string, at: Date) => string | null;
}

const FURTHER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function openWorkspaces(profile: string, settings: SettingsStore): Workspaces {
  const further = join(profile, 'newsrooms');
  const vaults = new Map<string, TokenVault>();
  const all = settings.workspaces;
  const known = (id: string): KeptWorkspace | undefined => all().find((each) => each.id === id);
  const folderOf = (id: string): string => (id === 'first' ? join(profile, 'newsroom') : join(further, id));
  const current = (): KeptWorkspace => known(settings.workspace()) ?? (all()[0] as KeptWorkspace);

  function change(id: string, patch: Partial<KeptWorkspace>): void {
    settings.setWorkspaces(all().map((each) => (each.id === id ? { ...each, ...patch } : each)), current().id);
  }

  // Settings that had to begin anew must not hide a newsroom whose folder is there.
  const lost = (existsSync(further) ? readdirSync(further) : []).filter((name) => FURTHER.test(name) && known(name) === undefined);
  if (lost.length > 0) settings.setWorkspaces([...all(), ...lost.map((id): KeptWorkspace => ({ id, label: '', backendUrl: '', sealedToken: '', sealedSession: '', begin: { kind: 'sample' } }))], current().id);

  return {
    all,
    current,
    folderOf,
    vaultOf: (id) => {
      const place = (key: 'sealedToken' | 'sealedSession'): Place => ({ sealed: () => known(id)?.[key] ?? '', setSealed: (sealed) => change(id, { [key]: sealed }) });
      const vault = vaults.get(id) ?? openTokenVault({ token: place('sealedToken'), session: place('sealedSession') });
      vaults.set(id, vault);
      return vault;
    },
    change,
    add: (begin, backendUrl) => {
      const id = randomUUID();
      settings.setWorkspaces([...all(), { id, label: '', backendUrl, sealedToken: '', sealedSession: '', begin }], current().id);
      return id;
    },
    enter: (id) => settings.setWorkspaces(all(), id),
    remove: (id, at) => {
      if (known(id) === undefined || current().id === id) return null;
      const aside = join(profile, 'set-aside');
      const place = join(aside, `${at.toISOString().replaceAll(/[-:.]/gu, '')}-${id}`);
      // First the folder: where that fails (a file of it is open, the disk is read-only) the list still has it.
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      if (existsSync(folderOf(id))) renameSync(folderOf(id), place);
      settings.setWorkspaces(all().filter((each) => each.id !== id), current().id);
      vaults.delete(id);
      return place;
    },
  };
}
