import type { Id } from '#shared/domain/ids.ts';
import type { AmendmentWay, PublicNote } from '#shared/sync/entry.ts';
import type { Db } from '../db/store.ts';
import { readSubject } from '../log/read.ts';

/** A correction or a withdrawal that has been carried out, as the public may know it: nothing of who did it, or of what was said inside. */
export type PublicRecord = { readonly id: Id; readonly way: AmendmentWay; readonly account: Id; readonly at: string; /** Where the post, or the one that corrects it, stands; empty where there is none. */ readonly url: string; readonly note: PublicNote };

/** How many are shown. */
const SHOWN = 200;

/** Newest first. */
export async function readPublicRecord(db: Db): Promise<PublicRecord[]> {
  const rows = await db.selectFrom('publications').select(['id', 'variant']).where('state', '=', 'confirmed').where('amends', 'is not', null).orderBy('requested_seq', 'desc').limit(SHOWN).execute();
  const records: PublicRecord[] = [];
  for (const { id, variant } of rows) {
    const entries = await readSubject(db, variant);
    const asked = entries.find(({ entry }) => entry.kind === 'amendment-request' && entry.body.amendment === id)?.entry;
    const done = entries.findLast(({ entry }) => entry.kind === 'publication' && entry.body.publication === id && entry.body.state === 'confirmed');
    if (asked?.kind !== 'amendment-request' || done?.entry.kind !== 'publication') continue;
    records.push({ id, way: asked.body.way, account: done.entry.body.account, at: done.receivedAt, url: done.entry.body.url, note: asked.body.note });
  }
  return records.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
