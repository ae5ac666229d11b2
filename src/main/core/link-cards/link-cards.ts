import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LinkCard } from '#shared/contract/link-card.ts';
import type { Core } from '../core.ts';
import { ensureDir, writeDurably } from '../db/files.ts';
import type { ReadableDb } from '../db/types.ts';
import { runApart } from '../media/run-apart.ts';
import { Refusal, refuse } from '../refusal.ts';
import { fetchGuarded, type FetchLimits, type Network } from './fetch-guarded.ts';
import { pageAddress } from './page-address.ts';
import { type PageMetadata, pageText, readMetadata } from './read-metadata.ts';
import { createHash } from 'node:crypto';

/** What describes a page stands in its head: the rest is not waited for. */
const PAGE: FetchLimits = { accept: 'text/html, application/xhtml+xml', takes: (type) => type === 'text/html' || type === 'application/xhtml+xml', bytesMax: 1_000_000, tooLong: 'cut' };
const PICTURE: FetchLimits = { accept: 'image/webp, image/png, image/jpeg, image/gif', takes: (type) => type.startsWith('image/') || type === 'application/octet-stream', bytesMax: 5_000_000, tooLong: 'refuse' };
/** A card's picture is kept this wide and high at most; pixels. No preview shows it larger. */
const THUMBNAIL_PX = 800;
/** So many cards are kept; those fetched longest ago go first. */
const CARDS_MAX = 500;

interface Row {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly site_name: string;
  readonly picture: string | null;
  readonly width: number;
  readonly height: number;
  readonly fetched_at: string;
}

/** The card that was fetched for an address, or null. Asks nobody. */
export function getLinkCard(core: Core, written: string): LinkCard | null {
  const url = keyOf(written);
  if (url === null) return null;
  const row = core.db.read.get<Row>('SELECT * FROM link_cards WHERE url = ?', url);
  return row === undefined ? null : cardOf(row);
}

/**
 * Fetches a page's card and keeps it, for a person who asked for it: nothing else calls this. The picture is a part that may
 * fail without the card. Refuses as `fetchGuarded` does, and with `link-without-card` for a page that says nothing of itself,
 * `disk-full`, `read-only`; then the card that was kept stays.
 */
export async function fetchLinkCard(core: Core, network: Network, written: string): Promise<LinkCard> {
  const address = pageAddress(written);
  const page = await fetchGuarded(network, address, PAGE);
  const metadata = readMetadata(pageText(page.bytes, page.contentType));
  if (metadata.title === '' && metadata.description === '') return refuse('link-without-card', address.hostname);
  const picture = await fetchPicture(core, network, metadata, page.url);
  keep(core, address.href, metadata, picture);
  return getLinkCard(core, address.href) ?? refuse('internal', 'a card that was just kept');
}

interface Picture {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
}

async function fetchPicture(core: Core, network: Network, { picture, base }: PageMetadata, page: URL): Promise<Picture | null> {
  if (picture === '') return null;
  try {
    const from = base === '' ? page : pageAddress(base, page.href);
    const { bytes } = await fetchGuarded(network, pageAddress(picture, from.href), PICTURE);
    const decoded = await runApart({ kind: 'decode', bytes, sideMax: THUMBNAIL_PX });
    if (!decoded.ok) return null;
    const { value } = decoded;
    const sha256 = createHash('sha256').update(value.bytes).digest('hex');
    const file = join(core.files.linkCards, sha256);
    ensureDir(core.files.linkCards);
    if (!existsSync(file)) writeDurably(file, value.bytes);
    return { sha256, width: value.width, height: value.height };
  } catch (error) {
    // A picture that cannot be had is no reason to be without the words; a full disk is told with the card itself.
    core.log('info', `picture of a link's card: ${error instanceof Refusal ? error.code : String(error)}`);
    return null;
  }
}

function keep(core: Core, url: string, { title, description, siteName }: PageMetadata, picture: Picture | null): void {
  const gone = core.write((unit) => {
    const before = pictures(unit);
    unit.run(
      `INSERT INTO link_cards (url, title, description, site_name, picture, width, height, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (url) DO UPDATE SET title = excluded.title, description = excluded.description, site_name = excluded.site_name, picture = excluded.picture,
         width = excluded.width, height = excluded.height, fetched_at = excluded.fetched_at`,
      url, title, description, siteName, picture?.sha256 ?? null, picture?.width ?? 0, picture?.height ?? 0, core.now(),
    );
    unit.run('DELETE FROM link_cards WHERE url IN (SELECT url FROM link_cards ORDER BY fetched_at DESC, url LIMIT -1 OFFSET ?)', CARDS_MAX);
    const after = pictures(unit);
    return [...before].filter((sha256) => !after.has(sha256));
  });
  try {
    for (const sha256 of gone) rmSync(join(core.files.linkCards, sha256), { force: true });
  } catch (error) {
    core.log('warn', `old pictures of cards: ${String(error)}`);
  }
}

function pictures(db: ReadableDb): Set<string> {
  return new Set(db.all<{ picture: string }>('SELECT DISTINCT picture FROM link_cards WHERE picture IS NOT NULL').map(({ picture }) => picture));
}

function keyOf(written: string): string | null {
  try {
    return pageAddress(written).href;
  } catch {
    return null;
  }
}

function cardOf({ url, title, description, site_name: siteName, picture, width, height, fetched_at: fetchedAt }: Row): LinkCard {
  return { url, title, description, siteName, picture: picture === null ? null : { sha256: picture, width, height }, fetchedAt };
}
