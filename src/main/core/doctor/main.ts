import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf, reportText } from '#shared/doctor/report.ts';
import { CannotLookError, withCopy } from './copy.ts';
import { examineNewsroom, type ServerLedger } from './examine.ts';

/** Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { newsroom: { type: 'string' }, ledger: { type: 'string' }, json: { type: 'boolean', default: false } } });
  if (values.newsroom === undefined) throw new CannotLookError('Name the newsroom’s folder with --newsroom.');
  const folder = resolve(values.newsroom);
  const server = values.ledger === undefined ? null : (JSON.parse(await readFile(values.ledger, 'utf8')) as ServerLedger);
  return withCopy(folder, (copy) => {
    const report = reportOf(`The newsroom of ${copy.core.state().workspace.name.en} (${folder})`, examineNewsroom(copy, server));
    process.stdout.write(`${values.json ? JSON.stringify(report) : reportText(report)}\n`);
    return report.ok ? 0 : 1;
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
