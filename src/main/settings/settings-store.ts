import { Settings } from '#shared/contract/shell-contract.ts';
import { Beginning } from '#shared/contract/process-contract.ts';
import { WorkspaceId, WorkspaceLabel } from '#shared/contract/workspaces-contract.ts';
import Store from 'electron-store';
import { z } from 'zod';

const DEFAULTS: Settings = { language: 'system', theme: 'system', spelling: true, spellingKo: true, spellingEn: true, plainWords: true, focusFullScreen: true, focusDim: false, typewriter: false, letterKeys: true };

export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

/** A workspace as it is kept: what it is called, where its server is, and the secrets for that, encrypted by the system's keychain, in base64. */
const KeptWorkspace = z.object({
  id: WorkspaceId,
  label: WorkspaceLabel.catch(''),
  backendUrl: z.string().catch(''),
  sealedToken: z.string().catch(''),
  sealedSession: z.string().catch(''),
  begin: Beginning.catch({ kind: 'sample' }),
});
export type KeptWorkspace = z.infer<typeof KeptWorkspace>;

interface Stored {
  settings: Partial<Settings>;
  window: WindowBounds | null;
  zoom: number;
  workspaces: KeptWorkspace[];
  /** Which of them is open. */
  workspace: string;
}

export interface SettingsStore {
  readonly get: () => Settings;
  readonly set: (patch: Partial<Settings>) => Settings;
  readonly window: () => WindowBounds | null;
  readonly setWindow: (bounds: WindowBounds) => void;
  readonly zoom: () => number;
  readonly setZoom: (level: number) => void;
  /** Never empty. */
  readonly workspaces: () => readonly KeptWorkspace[];
  readonly workspace: () => string;
  /** All of them and the open one, in one write. */
  readonly setWorkspaces: (workspaces: readonly KeptWorkspace[], workspace: string) => void;
}

/** What there was when an app had one newsroom: it is the first workspace, and its folder stays where it is. */
function firstWorkspace(store: Store<Stored>): KeptWorkspace {
  const raw = store.store as unknown as Record<string, unknown>;
  const settings = raw['settings'] as Record<string, unknown> | undefined;
  return KeptWorkspace.parse({ id: 'first', label: '', backendUrl: settings?.['backendUrl'], sealedToken: raw['sealedToken'], sealedSession: raw['sealedSession'], begin: { kind: 'sample' } });
}

/** Settings of this profile. A file that cannot be read or holds nonsense falls back to the defaults, field by field. */
export function openSettings(folder: string): SettingsStore {
  const store = new Store<Stored>({
    name: 'settings',
    cwd: folder,
    clearInvalidConfig: true,
    defaults: { settings: {}, window: null, zoom: 0, workspaces: [], workspace: 'first' },
  });
  if (store.get('workspaces').length === 0) {
    const { settings, window, zoom } = store.store;
    store.store = { settings: without(settings, 'backendUrl'), window, zoom, workspaces: [firstWorkspace(store)], workspace: 'first' };
  }
  function get(): Settings {
    const raw = store.get('settings') as Record<string, unknown> | undefined;
    const known = Object.keys(DEFAULTS).flatMap((key) => {
      const one = Settings.partial().safeParse({ [key]: raw?.[key] });
      return one.success && raw?.[key] !== undefined ? [one.data] : [];
    });
    return Object.assign({ ...DEFAULTS }, ...known) as Settings;
  }
  return {
    get,
    set: (patch) => {
      store.set('settings', { ...get(), ...patch });
      return get();
    },
    window: () => store.get('window') ?? null,
    setWindow: (bounds) => store.set('window', bounds),
    zoom: () => Number(store.get('zoom')) || 0,
    setZoom: (level) => store.set('zoom', level),
    workspaces: () => {
      const raw: unknown = store.get('workspaces');
      const kept = (Array.isArray(raw) ? raw : []).flatMap((each: unknown) => {
        const parsed = KeptWorkspace.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      });
      return kept.length === 0 ? [firstWorkspace(store)] : kept;
    },
    workspace: () => String(store.get('workspace') ?? ''),
    setWorkspaces: (workspaces, workspace) => store.set({ workspaces: [...workspaces], workspace }),
  };
}

function without<T extends object>(from: T, key: string): T {
  return Object.fromEntries(Object.entries(from).filter(([each]) => each !== key)) as T;
}
