import { canonicalJson } from '#shared/document/canonical.ts';
import { type CollectionName, parseSetting, settingRefusal, settingSubject } from '#shared/domain/settings.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { entryBase, seatedMember, type Core } from '../core.ts';
import { appendEntry } from '../log/append.ts';
import { refuse } from '../refusal.ts';
import type { Unit } from '../unit.ts';

type Value = EntryOf<'setting'>['body']['value'];

/** Sets or, with null, removes. Nothing is recorded where it stands so already. Refuses with `not-allowed`, `bad-input`, `conflict`. */
export function putSetting(core: Core, collection: CollectionName, key: string, value: Value): void {
  core.write((unit) => putSettingWithin(core, unit, collection, key, value));
}

/** The same within a transaction of the caller's. */
function putSettingWithin(core: Core, unit: Unit, collection: CollectionName, key: string, value: Value): void {
  const subject = settingSubject(core.state().workspace.id, collection, key);
  const present = unit.get<{ value: string }>('SELECT value FROM settings WHERE subject = ?', subject)?.value ?? 'null';
  const refused = settingRefusal(core.state().workspace, seatedMember(core), { collection, key, value }, JSON.parse(present));
  if (refused !== null) refuse(refused, collection);
  const kept = value === null ? null : (parseSetting(collection, value) as Value);
  if (present === canonicalJson(kept)) return;
  appendEntry(unit, { ...entryBase(core, subject), kind: 'setting', body: { collection, key, value: kept } }, false);
}
