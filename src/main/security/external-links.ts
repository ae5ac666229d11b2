import { shell } from 'electron';
import { safeExternalUrl } from './safe-url.ts';

/** Opens a checked address in the system's browser. False: it was refused. */
export async function openExternal(address: string): Promise<boolean> {
  const safe = safeExternalUrl(address);
  if (safe === null) return false;
  try {
    await shell.openExternal(safe);
    return true;
  } catch {
    return false;
  }
}
