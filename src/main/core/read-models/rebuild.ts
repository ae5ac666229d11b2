import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { applyEffects } from '../log/effects.ts';
import type { EntryRow } from '../log/entry-rows.ts';
import { isRevisionKind } from '../log/entry-rows.ts';
import type { Entry } from '#shared/sync/entry.ts';

/** Throws away every table that is derived and derives it again from the drafts and the log. */
export function rebuildReadModels(core: Core): void {
  core.write((unit) => {
    for (const table of ['variant_rows', 'comments', 'publications', 'counters', 'story_list', 'search_docs', 'search_dirty']) unit.run(`DELETE FROM ${table}`);
    unit.run(`INSERT INTO search (search) VALUES ('delete-all')`);
    for (const row of unit.all<EntryRow>(`SELECT * FROM entries ORDER BY seq IS NULL, seq, position`)) {
      if (isRevisionKind(row.kind)) continue;
      if (row.state === 'withdrawn' && row.kind !== 'publish-request') continue;
      const entry = { ...row, body: JSON.parse(row.body) as unknown } as unknown as Entry;
      applyEffects(unit, entry, { position: row.position, confirmed: row.state === 'accepted', withdrawn: row.state === 'withdrawn' });
      // What was asked to be published and refused is shown as refused, as it was when the server said so.
      if (row.state === 'parked' && row.kind === 'publish-request') unit.run(`UPDATE publications SET state = 'rejected', reason = ? WHERE entry = ? AND confirmed = 0`, row.code, row.id);
    }
    for (const { id } of unit.all<{ id: Id }>('SELECT id FROM variants')) unit.touchVariant(id);
    for (const { id } of unit.all<{ id: Id }>('SELECT id FROM stories')) {
      unit.touchStory(id);
      unit.touchSearch(id);
    }
  });
}
