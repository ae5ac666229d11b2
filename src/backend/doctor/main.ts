import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { EXPORT_FORMATS, type ExportFormat } from '#shared/audit/act.ts';
import { TokenGrant } from '#shared/contract/process-contract.ts';
import { reportOf, reportText } from '#shared/doctor/report.ts';
import { readTeam } from '../accounts/members.ts';
import type { StoreLocation } from '../db/store.ts';
import { writeAudit } from './audit-export.ts';
import { writeEvents } from './events-export.ts';
import { examineBackend } from './examine.ts';
import { newsroomOf } from './newsroom-of.ts';
import { CannotLookError, lookAt } from './open.ts';

/** A publication that has been due for longer than this is named: the longest pause between tries is five minutes. */
const OVERDUE_MS = 15 * 60_000;

/** Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: 'sotong-data' }, workspace: { type: 'string' }, json: { type: 'boolean', default: false }, export: { type: 'string' }, 'export-accounts': { type: 'string' }, ledger: { type: 'string' } },
  });
  const dataDir = resolve(values.data);
  const url = process.env['DATABASE_URL'];
  const location: StoreLocation = url === undefined || url === '' ? { kind: 'folder', dataDir } : { kind: 'postgres', url };
  const format = values.export === undefined ? null : formatOf(values.export);
  const accounts = values['export-accounts'];
  const accountsFormat = accounts === undefined ? null : formatOf(accounts);
  const secrets = await readTokens(dataDir);
  return lookAt(location, async (trx, steps) => {
    const workspace = await newsroomOf(trx, values.workspace);
    const { examined, ledger, head, epoch } = await examineBackend(trx, steps, { workspace, now: Date.now(), overdueMs: OVERDUE_MS, secrets });
    const report = reportOf(`The publishing backend of ${workspace.name.en} (${location.kind === 'folder' ? dataDir : 'PostgreSQL'})`, examined);
    if (values.ledger !== undefined) await writeFile(values.ledger, JSON.stringify({ epoch, head, entries: ledger.map(({ id, seq, fingerprint }) => ({ id, seq, fingerprint })) }), { flag: 'wx', mode: 0o600 });
    const exported = values.export === undefined || format === null ? '' : `${await writeAudit(trx, (await readTeam(trx, workspace)).workspace, resolve(values.export), format)} acts written to ${resolve(values.export)}\n`;
    const events = accounts === undefined || accountsFormat === null ? '' : `${await writeEvents(trx, resolve(accounts), accountsFormat)} acts on accounts written to ${resolve(accounts)}\n`;
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${reportText(report)}\n${exported}${events}`);
    return report.ok ? 0 : 1;
  });
}

function formatOf(file: string): ExportFormat {
  const format = EXPORT_FORMATS.find((each) => file.toLowerCase().endsWith(`.${each}`));
  if (format === undefined) throw new CannotLookError(`An audit is written as .csv or .jsonl, not as ${file}.`);
  return format;
}

/** The tokens that a stand-alone server accepts; none where their file is not here. */
async function readTokens(dataDir: string): Promise<string[]> {
  const text = await readFile(join(dataDir, 'tokens.json'), 'utf8').catch(() => '[]');
  const grants = z.array(TokenGrant).safeParse(JSON.parse(text));
  // The digest of a token is no secret of use, yet has no place in a text either.
  return grants.success ? grants.data.flatMap(({ token }) => [token, createHash('sha256').update(token).digest('hex')]) : [];
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
