import type { AltText, LibraryItem } from '#shared/contract/views.ts';
import { MediaCreditSetting } from '#shared/domain/media-credit-setting.ts';
import type { Id, Language, Sha256 } from '#shared/domain/ids.ts';
import type { ReadableDb } from '../db/types.ts';
import { assetOf, type AssetRow } from './asset-rows.ts';

const PAGE = 40;
/** More places than this of one file are not listed. */
const MOST_USES = 50;

export interface LibraryQuery {
  readonly text: string;
  readonly kind: 'all' | 'picture' | 'video';
  readonly before: Sha256 | null;
}

/** A page of the workspace's originals, newest first, each with where it or what was made from it stands. */
export function libraryPage(db: ReadableDb, { text, kind, before }: LibraryQuery): { items: LibraryItem[]; more: boolean } {
  const like = likeOf(text);
  const last = before === null ? undefined : db.get<{ at: string }>('SELECT at FROM media WHERE sha256 = ?', before);
  const rows = db.all<AssetRow>(
    `SELECT m.* FROM media m
     WHERE m.original IS NULL AND m.mime LIKE ? AND (? = '' OR (m.at, m.sha256) < (?, ?))
       AND (? = '%%' OR m.file_name LIKE ? ESCAPE '\\'
         OR EXISTS (SELECT 1 FROM settings s WHERE s.collection = 'media-credit' AND s.key = m.sha256 AND (json_extract(s.value, '$.credit') LIKE ? ESCAPE '\\' OR json_extract(s.value, '$.licence') LIKE ? ESCAPE '\\'))
         OR EXISTS (SELECT 1 FROM media_uses u WHERE u.alt LIKE ? ESCAPE '\\' AND u.sha256 IN (SELECT m.sha256 UNION ALL SELECT d.sha256 FROM media d WHERE d.original = m.sha256)))
     ORDER BY m.at DESC, m.sha256 DESC LIMIT ?`,
    kind === 'all' ? '%' : kind === 'video' ? 'video/%' : 'image/%', last?.at ?? '', last?.at ?? '', before ?? '', like, like, like, like, like, PAGE + 1,
  );
  return { items: rows.slice(0, PAGE).map((row) => itemOf(db, row)), more: rows.length > PAGE };
}

/** What a person types is looked for as it stands. */
function likeOf(text: string): string {
  return `%${text.normalize('NFC').trim().replaceAll(/[\\%_]/gu, '\\$&')}%`;
}

function itemOf(db: ReadableDb, row: AssetRow): LibraryItem {
  const setting = db.get<{ value: string }>(`SELECT value FROM settings WHERE collection = 'media-credit' AND key = ?`, row.sha256);
  const credit = setting === undefined ? undefined : MediaCreditSetting.safeParse(JSON.parse(setting.value)).data;
  const uses = db.all<LibraryItem['uses'][number]>(
    `SELECT u.variant, v.story, l.title AS storyTitle, v.channel, v.language, u.alt
     FROM media_uses u JOIN variants v ON v.id = u.variant LEFT JOIN story_list l ON l.id = v.story
     WHERE u.sha256 IN (SELECT ? UNION ALL SELECT d.sha256 FROM media d WHERE d.original = ?) ORDER BY v.rowid DESC LIMIT ?`,
    row.sha256, row.sha256, MOST_USES,
  );
  return { asset: assetOf(row), at: row.at, credit: credit?.credit ?? '', licence: credit?.licence ?? '', uses: uses.map((use) => ({ ...use, storyTitle: use.storyTitle ?? '' })) };
}

/** What other variants in a language say of the same pictures, whichever form of them they have; newest first, each text once. */
export function altTextsFor(db: ReadableDb, hashes: readonly Sha256[], variant: Id, language: Language): AltText[] {
  return hashes.flatMap((sha256) => {
    const original = db.get<{ original: Sha256 | null }>('SELECT original FROM media WHERE sha256 = ?', sha256)?.original ?? sha256;
    const found = db.all<{ alt: string }>(
      `SELECT u.alt FROM media_uses u JOIN variants v ON v.id = u.variant
       WHERE u.sha256 IN (SELECT ? UNION ALL SELECT d.sha256 FROM media d WHERE d.original = ?) AND v.id <> ? AND v.language = ? AND trim(u.alt) <> '' ORDER BY v.rowid DESC LIMIT 20`,
      original, original, variant, language,
    );
    return [...new Set(found.map(({ alt }) => alt))].map((alt) => ({ sha256, alt }));
  });
}
