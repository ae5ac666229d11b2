import { Settings } from '#shared/contract/shell-contract.ts';
import Store from 'electron-store';

const DEFAULTS: Settings = { language: 'system', theme: 'system', spelling: false, letterKeys: true, backendUrl: '' };

export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

interface Stored {
  settings: Partial<Settings>;
  window: WindowBounds | null;
  zoom: number;
  /** The access token, encrypted by the system's keychain, in base64. */
  sealedToken: string;
  /** The sign-in by name, likewise. */
  sealedSession: string;
}

export interface SettingsStore {
  readonly get: () => Settings;
  readonly set: (patch: Partial<Settings>) => Settings;
  readonly window: () => WindowBounds | null;
  readonly setWindow: (bounds: WindowBounds) => void;
  readonly zoom: () => number;
  readonly setZoom: (level: number) => void;
  readonly sealedToken: () => string;
  readonly setSealedToken: (sealed: string) => void;
  readonly sealedSession: () => string;
  readonly setSealedSession: (sealed: string) => void;
}

/** Settings of this profile. A file that cannot be read or holds nonsense falls back to the defaults, field by field. */
export function openSettings(folder: string): SettingsStore {
  const store = new Store<Stored>({
    name: 'settings',
    cwd: folder,
    clearInvalidConfig: true,
    defaults: { settings: {}, window: null, zoom: 0, sealedToken: '', sealedSession: '' },
  });
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
    sealedToken: () => String(store.get('sealedToken') ?? ''),
    setSealedToken: (sealed) => store.set('sealedToken', sealed),
    sealedSession: () => String(store.get('sealedSession') ?? ''),
    setSealedSession: (sealed) => store.set('sealedSession', sealed),
  };
}
