import { newsroomProfiles, type ProfileOf } from '#shared/channels/newsroom-profile.ts';
import type { SettingView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { type CollectionName, parseSetting, type Setting } from '#shared/domain/settings.ts';
import type { ReadableDb } from '../db/types.ts';

interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly author: string;
  readonly at: string;
}

/** A collection by key. What a newer app put there and this one does not understand is left out. */
export function listSettings(db: ReadableDb, collection: CollectionName): SettingView[] {
  return db.all<SettingRow>('SELECT key, value, author, at FROM settings WHERE collection = ? ORDER BY key', collection).flatMap(({ key, value, author, at }) => {
    const parsed = parseSetting(collection, JSON.parse(value));
    return parsed === null ? [] : [{ key, value: parsed as SettingView['value'], author, at }];
  });
}

function settingsOf<Name extends CollectionName>(db: ReadableDb, collection: Name): Setting<Name>[] {
  return listSettings(db, collection).map(({ key, value }) => ({ collection, key, value }) as Setting<Name>);
}

/** Whether nothing new is to be written for an account. */
export function isRetired(db: ReadableDb, account: Id): boolean {
  return settingsOf(db, 'account').some(({ key, value }) => key === account && value.retired);
}

let newest: { readonly stored: string; readonly profiles: ProfileOf } | null = null;

/** Which rules each account is held to, as this newsroom has it. Asked for with each text and hardly ever changed: the newest answer is kept. */
export function profilesOf(db: ReadableDb): ProfileOf {
  const rows = db.all<{ collection: string; key: string; value: string }>(`SELECT collection, key, value FROM settings WHERE collection IN ('figure', 'account-kind') ORDER BY collection, key`);
  const stored = JSON.stringify(rows);
  if (newest?.stored !== stored) newest = { stored, profiles: newsroomProfiles({ figures: settingsOf(db, 'figure'), kinds: settingsOf(db, 'account-kind') }) };
  return newest.profiles;
}
