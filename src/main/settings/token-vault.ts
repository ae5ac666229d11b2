import { safeStorage } from 'electron';
import type { SettingsStore } from './settings-store.ts';

/**
 * The backend's access token. It is written to disk only when the system has a real keychain;
 * otherwise it lives in memory until the app quits, and the interface says so.
 */
export interface TokenVault {
  readonly keychain: () => boolean;
  readonly get: () => string;
  readonly set: (token: string) => void;
}

/** On Linux Electron falls back to `basic_text`, a fixed key anyone can use: that is no keychain. */
export function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

export function openTokenVault(settings: SettingsStore): TokenVault {
  let token: string | null = null;
  return {
    keychain: hasKeychain,
    get: () => {
      if (token !== null) return token;
      token = '';
      const sealed = settings.sealedToken();
      if (sealed !== '' && hasKeychain()) {
        try {
          token = safeStorage.decryptString(Buffer.from(sealed, 'base64'));
        } catch {
          // The keychain changed or was reset: the token is asked for again, nothing else is touched.
          settings.setSealedToken('');
        }
      }
      return token;
    },
    set: (next) => {
      token = next;
      settings.setSealedToken(next !== '' && hasKeychain() ? safeStorage.encryptString(next).toString('base64') : '');
    },
  };
}
