import { type BackendConfig, startBackend } from '#backend/index.ts';
import type { StoreLocation } from '#backend/db/store.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { serveBare } from './bare-server.ts';
import { servePouch } from './pouch.ts';

/** What a server is told, as JSON, its only argument. */
export type Order =
  | { readonly kind: 'backend'; readonly store: StoreLocation; readonly token: string; readonly role?: NonNullable<BackendConfig['role']> }
  | { readonly kind: 'bare'; readonly store: StoreLocation }
  | { readonly kind: 'pouch'; readonly packages: string; readonly dataDir: string };

/** `node serve.mjs ORDER` says its address in a line, and ends on SIGTERM. */
const order = JSON.parse(process.argv[2] ?? '') as Order;
const server = await serve(order);
process.on('SIGTERM', () => void server.close().finally(() => process.exit(0)));
process.stdout.write(`${server.url}\n`);

function serve(what: Order): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  switch (what.kind) {
    case 'backend':
      return startBackend({
        store: what.store,
        workspace: SAMPLE_WORKSPACE,
        role: what.role ?? 'all',
        tokens: [{ token: what.token, members: SAMPLE_WORKSPACE.members.map(({ id }) => id) }],
        // One token stands for a whole newsroom here, and asks as often as all of it would.
        limits: { burst: 1_000_000, perSecond: 1_000_000 },
      });
    case 'bare':
      return serveBare(what.store);
    case 'pouch':
      return servePouch(what.packages, what.dataDir);
  }
}
