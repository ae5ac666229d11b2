import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { applyEffects } from '../log/effects.ts';
import type { EntryRow } from '../log/entry-rows.ts';
import { isRevisionKind, LOG_ORDER } from '../log/entry-rows.ts';
import type { Unit } from '../unit.ts';
import type { Entry } from '#shared/sync/entry.ts';

/** Throws away every table that is derived and derives it again from the drafts and the log. */
export function rebuildReadModels(core: Core): void {
  core.write((unit) => {
    for (const table of ['variant_rows', 'media_uses', 'comments', 'publications', 'counters', 'settings', 'story_list', 'search_docs', 'search_dirty']) unit.run(`DELETE FROM ${table}`);
    unit.run(`INSERT INTO search (search) VALUES ('delete-all')`);
    for (const row of unit.all<EntryRow>(`SELECT * FROM entries ORDER BY ${LOG_ORDER}`)) replay(unit, row);
    for (const { id } of unit.all<{ id: Id }>('SELECT id FROM variants')) unit.touchVariant(id);
    for (const { id } of unit.all<{ id: Id }>('SELECT id FROM stories')) {
      unit.touchStory(id);
      unit.touchSearch(id);
    }
  });
}

/** Where the publications of a variant stand, derived anew: after a server has lost some of what it had said of them. */
export function rebuildPublications(unit: Unit, variant: Id): void {
  unit.run('DELETE FROM publications WHERE variant = ?', variant);
  for (const row of unit.all<EntryRow>(`SELECT * FROM entries WHERE subject = ? AND kind IN ('publish-request', 'amendment-request', 'publication') ORDER BY ${LOG_ORDER}`, variant)) replay(unit, row);
  unit.touchVariant(variant);
}

function replay(unit: Unit, row: EntryRow): void {
  if (isRevisionKind(row.kind)) return;
  const asks = row.kind === 'publish-request' || row.kind === 'amendment-request';
  if (row.state === 'withdrawn' && !asks) return;
  const entry = { ...row, body: JSON.parse(row.body) as unknown } as unknown as Entry;
  applyEffects(unit, entry, { position: row.position, confirmed: row.state === 'accepted', withdrawn: row.state === 'withdrawn' });
  // What was asked to be published and refused is shown as refused, as it was when the server said so.
  if (row.state === 'parked' && asks) unit.run(`UPDATE publications SET state = 'rejected', reason = ? WHERE entry = ? AND confirmed = 0`, row.code, row.id);
}
