import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TokenGrant } from '#shared/contract/process-contract.ts';
import type { Workspace } from '#shared/domain/workspace.ts';

/**
 * The access tokens of a stand-alone server, in a file that only its owner may read. Made on the
 * first run: one for each member, or one for all of them where the newsroom is a demonstration.
 * Throws when the file can be read by others.
 */
export async function openTokens(dataDir: string, workspace: Workspace): Promise<{ readonly file: string; readonly grants: readonly TokenGrant[] }> {
  const file = join(dataDir, 'tokens.json');
  const members = workspace.members.map((member) => member.id);
  const made = workspace.demonstration ? [grant(members)] : members.map((member) => grant([member]));
  try {
    // `wx`: never over a file that is there; the mode is set when it is created, not after.
    await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return { file, grants: made };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new Error(`Others may read ${file}: chmod 600 it, and make new tokens if they did`);
  return { file, grants: z.array(TokenGrant).min(1).parse(JSON.parse(await readFile(file, 'utf8'))) };
}

function grant(members: string[]): TokenGrant {
  return { token: randomBytes(32).toString('base64url'), members };
}
