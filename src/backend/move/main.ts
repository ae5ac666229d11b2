import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportText } from '#shared/doctor/report.ts';
import { CannotLookError } from '../doctor/open.ts';
import { MoveRefusedError, moveStore } from './move.ts';

/** Ends with 0 when the tables are on the server, 1 when nothing was moved. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' }, workspace: { type: 'string' } } });
  const url = values.to ?? process.env['DATABASE_URL'] ?? '';
  if (values.from === undefined || url === '') throw new MoveRefusedError('Say from where and to where: --from FOLDER --to postgres://… (or DATABASE_URL)');
  const now = Date.now();
  const moved = await moveStore({ from: resolve(values.from), to: { url }, workspaceFile: values.workspace, at: new Date(now).toISOString(), now, said: (line) => process.stdout.write(`  ${line}\n`) });
  process.stdout.write(`${reportText(moved.report)}\nMoved: ${moved.head} entries, the same epoch. Start the backend with DATABASE_URL from now on; the folder is not written to any more.\n`);
}

main().catch((error: unknown) => {
  const known = error instanceof MoveRefusedError || error instanceof CannotLookError || (error as { code?: unknown }).code === 'conflict';
  process.stderr.write(`${error instanceof Error ? (known ? error.message : `${error.name}: ${error.message}`) : String(error)}\n`);
  process.exitCode = 1;
});
