import { KeptSession } from '#shared/contract/process-contract.ts';
import { safeStorage } from 'electron';
import { z } from 'zod';

/**
 * What opens the backend: an access token, or a sign-in by name. It is written to disk only when the
 * system has a real keychain; otherwise it lives in memory until the app quits, and the interface says so.
 */
export interface TokenVault {
  readonly keychain: () => boolean;
  /** The token for the server at that address; empty when there is none. One that was entered before any address was set belongs to the first that asks. */
  readonly tokenFor: (url: string) => string;
  /** Keeps a token for one server and no other; empty forgets it. */
  readonly setToken: (token: string, url: string) => void;
  readonly session: () => KeptSession | null;
  readonly setSession: (session: KeptSession | null) => void;
}

/** On Linux Electron falls back to `basic_text`, a fixed key anyone can use: that is no keychain. */
export function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** Where one sealed secret is kept. */
export type Place = { readonly sealed: () => string; readonly setSealed: (sealed: string) => void };

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

/** A token, and the address of the server that it is for; empty while none was set. */
const KeptToken = z.object({ token: z.string(), url: z.string() });

/** What was kept; null where nothing was, or by another version of the app in another form: then it is asked for again. */
function keptIn<T>(form: z.ZodType<T>, text: string): T | null {
  if (text === '') return null;
  try {
    return form.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The vault of one workspace. */
export function openTokenVault(places: { readonly token: Place; readonly session: Place }): TokenVault {
  const token = secret(places.token);
  const session = secret(places.session);
  return {
    keychain: hasKeychain,
    tokenFor: (url) => {
      const kept = keptIn(KeptToken, token.get());
      if (kept === null) return '';
      if (kept.url === '' && url !== '') token.set(JSON.stringify({ token: kept.token, url }));
      return kept.url === '' || kept.url === url ? kept.token : '';
    },
    setToken: (next, url) => token.set(next === '' ? '' : JSON.stringify({ token: next, url })),
    session: () => keptIn(KeptSession, session.get()),
    setSession: (next) => session.set(next === null ? '' : JSON.stringify(next)),
  };
}
