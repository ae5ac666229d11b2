import type { Language } from '#shared/domain/ids.ts';
import type { Beginning } from '#shared/contract/process-contract.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createBackendHost } from '../core-host/backend-host.ts';
import { type CoreHost, startCoreHost } from '../core-host/core-host.ts';
import type { TokenVault } from '../settings/token-vault.ts';

/** The workspace that is open: its core, and the backend that comes with the app for as long as it is needed. */
export interface Newsroom {
  readonly core: CoreHost;
  readonly media: string;
  readonly cards: string;
  /** The server that is set; null: the one inside the app. */
  readonly remote: () => { url: string; token: string } | null;
  /** Lets both finish their writes; resolves when they are gone. */
  readonly shutDown: (timeoutMs: number) => Promise<void>;
}

export interface NewsroomParts {
  readonly folder: string;
  readonly begin: Beginning;
  readonly backendUrl: () => string;
  readonly vault: TokenVault;
  readonly language: () => Language;
  readonly appVersion: string;
  readonly restarted: () => void;
  readonly fatal: () => void;
  readonly log: (level: 'error' | 'warn' | 'info', message: string) => void;
}

export function openNewsroom({ folder, begin, backendUrl, vault, language, appVersion, restarted, fatal, log }: NewsroomParts): Newsroom {
  const media = join(folder, 'media');
  mkdirSync(media, { recursive: true, mode: 0o700 });
  const backend = createBackendHost(join(folder, 'backend'), log);
  const remote = (): { url: string; token: string } | null => (backendUrl() === '' ? null : { url: backendUrl(), token: vault.tokenFor(backendUrl()) });
  const core: CoreHost = startCoreHost({
    init: () => ({ type: 'init', dataDir: folder, language: language(), backend: remote(), session: vault.session(), appVersion, begin }),
    needBackend: (workspace) => {
      backend.ensure(workspace).then(
        ({ url, token }) => core.post({ type: 'embedded-started', url, token }),
        (error: unknown) => core.post({ type: 'embedded-failed', reason: String(error) }),
      );
    },
    keepSession: (session) => {
      try {
        vault.setSession(session);
      } catch (error) {
        // It is in memory for this run; at worst one signs in again after the next start.
        log('error', `The sign-in could not be kept: ${String(error)}`);
      }
    },
    restarted,
    fatal,
    log,
  });
  return {
    core,
    media,
    cards: join(folder, 'link-cards'),
    remote,
    shutDown: async (timeoutMs) => {
      await core.shutDown(timeoutMs);
      await backend.shutDown(timeoutMs);
    },
  };
}
