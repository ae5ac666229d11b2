import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreLocation } from '#backend/db/store.ts';

/** How much of everything is done. */
export interface Sizes {
  /** Stories that are sent and fetched; each is six entries. */
  readonly exchanged: number;
  readonly rounds: number;
  /** Stories of the newsroom that is joined. */
  readonly joined: number;
  /** Entries in the logs that are pushed to, smallest first. */
  readonly logs: readonly number[];
  /** Pages that are pushed to each of them. */
  readonly pages: number;
  /** Posts that are published at once. */
  readonly posts: number;
}

/** What the runner asks for. */
export interface Job {
  readonly parts: readonly string[];
  /** A PostgreSQL server; null where there is none. */
  readonly postgres: string | null;
  /** Where PouchDB is installed; null where it is not. */
  readonly pouch: string | null;
  /** Paths of the programs that were made from serve.ts and join-device.ts. */
  readonly programs: { readonly serve: string; readonly joinDevice: string };
  readonly sizes: Sizes;
}

/** One kind of store, and an empty place in it each time. */
export interface Kind {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly fresh: () => StoreLocation;
}

const folder = mkdtempSync(join(tmpdir(), 'sotong-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** A folder of one's own, gone when the process ends; not made yet. */
export function place(): string {
  return join(folder, String((made += 1)));
}

/** The stores that there are: the one inside the app, and a server where one runs. */
export function kindsOf({ postgres }: Job): readonly Kind[] {
  const embedded: Kind = { name: 'PGlite', fresh: () => ({ kind: 'folder', dataDir: place() }) };
  return postgres === null ? [embedded] : [embedded, serverKind(postgres)];
}

export function serverKind(url: string): Kind {
  return { name: 'PostgreSQL', fresh: () => ({ kind: 'postgres', url, schema: `bench_${String((made += 1))}` }) };
}

/** Said while it lasts. */
export function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
