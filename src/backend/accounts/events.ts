import { sql } from 'kysely';
import { type AccountEvent, type AccountEventKind, eventChainHash, eventChainStart, type EventLink } from '#shared/audit/account-event.ts';
import type { Id } from '#shared/domain/ids.ts';
import { instantOf } from '../clock.ts';
import type { Db, Trx } from '../db/store.ts';
import type { AccountParts } from './account-parts.ts';

/** Records an act on accounts, for good. Never give it a secret or a name that somebody typed at the door: it may be a password. */
export async function recordEvent(
  trx: Trx,
  parts: Pick<AccountParts, 'clock'>,
  event: AccountEventKind,
  about: { readonly member?: string | null; readonly by?: string | null; readonly device?: string | null; readonly detail?: string },
): Promise<void> {
  await trx
    .insertInto('account_events')
    .values({ at: instantOf(parts.clock), event, member: about.member ?? null, by_member: about.by ?? null, device: about.device ?? null, detail: about.detail ?? '' })
    .execute();
}

/** Any number, the same in every build: who holds it seals, the others wait. */
const SEALING_LOCK = 0x50_70_70_68;
const SEALED_AT_ONCE = 1_000;

/**
 * Chains the events that are not chained yet. Apart from the acts themselves: a chain needs one after the other, and a
 * sign-in must not wait for another. What two servers have recorded at once is chained as it is found.
 */
export async function sealEvents({ store, workspace }: Pick<AccountParts, 'store' | 'workspace'>): Promise<void> {
  for (let sealed = SEALED_AT_ONCE; sealed === SEALED_AT_ONCE; ) {
    sealed = await store.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(SEALING_LOCK)})`.execute(trx);
      const open = await trx.selectFrom('account_events').selectAll().where('n', 'not in', trx.selectFrom('account_event_links').select('n')).orderBy('n').limit(SEALED_AT_ONCE).execute();
      const last = await trx.selectFrom('account_event_links').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();
      let position = Number(last?.position ?? 0);
      let chain: string = last?.chain ?? eventChainStart(workspace.id);
      const links = open.map((row): EventLink => {
        position += 1;
        chain = eventChainHash(chain, position, eventOf(row));
        return { position, n: Number(row.n), chain };
      });
      if (links.length > 0) await trx.insertInto('account_event_links').values(links).execute();
      return links.length;
    });
  }
}

/** The newest events first, those before `before` (a number; null for the newest of all). */
export async function listEvents(db: Db | Trx, { before, limit }: { readonly before: number | null; readonly limit: number }): Promise<(AccountEvent & { readonly chain: string | null })[]> {
  let query = db.selectFrom('account_events').leftJoin('account_event_links', 'account_event_links.n', 'account_events.n').selectAll('account_events').select('account_event_links.chain').orderBy('account_events.n', 'desc').limit(limit);
  if (before !== null) query = query.where('account_events.n', '<', before);
  return (await query.execute()).map((row) => ({ ...eventOf(row), chain: row.chain }));
}

/** All of them in order, with their chain. */
export async function readEvents(db: Db | Trx): Promise<{ readonly events: AccountEvent[]; readonly links: EventLink[] }> {
  const events = await db.selectFrom('account_events').selectAll().orderBy('n').execute();
  const links = await db.selectFrom('account_event_links').selectAll().orderBy('position').execute();
  return { events: events.map(eventOf), links: links.map((link) => ({ position: Number(link.position), n: Number(link.n), chain: link.chain })) };
}

type Row = { readonly n: number; readonly at: string; readonly event: string; readonly member: Id | null; readonly by_member: Id | null; readonly device: Id | null; readonly detail: string };

function eventOf({ n, at, event, member, by_member: by, device, detail }: Row): AccountEvent {
  return { n: Number(n), at, event, member, by, device, detail };
}
