import { KeptSession } from '#shared/contract/process-contract.ts';
import { safeStorage } from 'electron';
import type { SettingsStore } from './settings-store.ts';

/**
 * What opens the backend: an access token, or a sign-in by name. It is written to disk only when the
 * system has a real keychain; otherwise it lives in memory until the app quits, and the interface says so.
 */
export interface TokenVault {
  readonly keychain: () => boolean;
  readonly get: () => string;
  readonly set: (token: string) => void;
  readonly session: () => KeptSession | null;
  readonly setSession: (session: KeptSession | null) => void;
}

/** On Linux Electron falls back to `basic_text`, a fixed key anyone can use: that is no keychain. */
export function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

type Place = { readonly sealed: () => string; readonly setSealed: (sealed: string) => void };

/** One secret; empty when there is none. */
function secret(place: Place): { readonly get: () => string; readonly set: (next: string) => void } {
  let held: string | null = null;
  return {
    get: () => {
      if (held !== null) return held;
      held = '';
      const sealed = place.sealed();
      if (sealed !== '' && hasKeychain()) {
        try {
          held = safeStorage.decryptString(Buffer.from(sealed, 'base64'));
        } catch {
          // The keychain changed or was reset: the secret is asked for again, nothing else is touched.
          place.setSealed('');
        }
      }
      return held;
    },
    set: (next) => {
      held = next;
      place.setSealed(next !== '' && hasKeychain() ? safeStorage.encryptString(next).toString('base64') : '');
    },
  };
}

function sessionFrom(text: string): KeptSession | null {
  if (text === '') return null;
  try {
    return KeptSession.parse(JSON.parse(text));
  } catch {
    // Kept by another version of the app: one signs in again.
    return null;
  }
}

export function openTokenVault(settings: SettingsStore): TokenVault {
  const token = secret({ sealed: settings.sealedToken, setSealed: settings.setSealedToken });
  const session = secret({ sealed: settings.sealedSession, setSealed: settings.setSealedSession });
  return {
    keychain: hasKeychain,
    get: token.get,
    set: token.set,
    session: () => sessionFrom(session.get()),
    setSession: (next) => session.set(next === null ? '' : JSON.stringify(next)),
  };
}
