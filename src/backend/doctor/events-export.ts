import { writeFile } from 'node:fs/promises';
import type { AccountEvent } from '#shared/audit/account-event.ts';
import { csvLine, type ExportFormat } from '#shared/audit/act.ts';
import { readEvents } from '../accounts/events.ts';
import type { Trx } from '../db/store.ts';

const COLUMNS = ['n', 'at', 'event', 'member', 'by', 'device', 'detail', 'chain'] as const;
type Line = AccountEvent & { readonly chain: string };

/** Writes every act on accounts to a new file that only its owner may read; their number. Never over a file that is there. */
export async function writeEvents(trx: Trx, file: string, format: ExportFormat): Promise<number> {
  const { events, links } = await readEvents(trx);
  const chains = new Map(links.map(({ n, chain }) => [n, chain]));
  const lines = events.map((event): Line => ({ ...event, chain: chains.get(event.n) ?? '' }));
  // A byte order mark: without one a spreadsheet misreads Hangul.
  const text = format === 'csv' ? `\u{FEFF}${csvLine(COLUMNS)}${lines.map((line) => csvLine(COLUMNS.map((column) => line[column] ?? ''))).join('')}` : lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  return events.length;
}
