import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRouterClient } from '@orpc/server';
import { v7 } from 'uuid';
import { ZipFile } from 'yazl';
import { createRouter } from '../../src/main/core/router.ts';
import type { RunningCore } from '../../src/main/core/start-core.ts';
import type { BundleEffects, BundlePreview, BundleWritten } from '../../src/shared/contract/backup-views.ts';
import { type CoreClient, tempFolder } from './core.ts';

/** The bundles of one core, as the window uses them: with tickets for what a person chose in a dialog. */
export interface Bundles {
  readonly export: (scope?: { readonly kind: 'all' } | { readonly kind: 'since'; readonly at: string } | { readonly kind: 'lacking'; readonly list: string }, path?: string) => Promise<BundleWritten>;
  readonly exportList: () => Promise<string>;
  readonly inspect: (path: string) => Promise<BundlePreview>;
  readonly apply: (bundle: string) => Promise<BundleEffects & { readonly media: number }>;
  readonly take: (path: string) => Promise<BundleEffects & { readonly media: number }>;
}

export function bundlesOf(running: RunningCore, client: CoreClient = createRouterClient(createRouter(running))): Bundles {
  const ticketFor = (path: string): string => {
    const ticket = v7();
    running.tickets.put(ticket, path);
    return ticket;
  };
  const inspect = (path: string) => client.bundles.inspect({ ticket: ticketFor(path) });
  const apply = (bundle: string) => client.bundles.apply({ bundle });
  return {
    export: (scope = { kind: 'all' }, path = join(tempFolder(), 'out.sotong')) => client.bundles.export({ ticket: ticketFor(path), scope: scope.kind === 'lacking' ? { kind: 'lacking', list: ticketFor(scope.list) } : scope }),
    exportList: async () => (await client.bundles.exportList({ ticket: ticketFor(join(tempFolder(), 'list.sotong')) })).path,
    inspect,
    apply,
    take: async (path) => apply((await inspect(path)).bundle),
  };
}

/** A container made by hand, to be as wrong as a test wants it. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>, compress = true): Promise<string> {
  const path = join(tempFolder(), 'made.sotong');
  const zip = new ZipFile();
  for (const [name, data] of Object.entries(files)) zip.addBuffer(Buffer.from(data as string), name, { compress: compress && !name.startsWith('media/') });
  zip.end();
  await pipeline(zip.outputStream as Readable, createWriteStream(path));
  return path;
}
