import { Parser } from 'htmlparser2';

/** What a page says of itself for cards: Open Graph first, then Twitter's, then its own title and description. */
export interface PageMetadata {
  readonly title: string;
  readonly description: string;
  readonly siteName: string;
  /** As written, perhaps relative; empty for none. */
  readonly picture: string;
  /** The page's `<base href>`; empty for none. */
  readonly base: string;
}

const TITLE_MAX = 300;
const DESCRIPTION_MAX = 600;
const ADDRESS_MAX = 4_096;
/** Past so many of a kind a page is not describing itself any more. */
const NAMES_MAX = 200;

/**
 * Reads the head of a page. Nothing of it is run or kept but text; only the first of a name counts, as the platforms have it.
 * Text is composed, on one line, without control and direction characters, and cut to a card's length.
 */
export function readMetadata(html: string): PageMetadata {
  const found = new Map<string, string>();
  let title: string | null = null;
  let inTitle = false;
  let base = '';
  let ended = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (ended) return;
      if (name === 'title' && title === null) {
        title = '';
        inTitle = true;
      } else if (name === 'base') {
        base ||= attributes['href'] ?? '';
      } else if (name === 'meta') {
        const key = (attributes['property'] ?? attributes['name'] ?? '').trim().toLowerCase();
        const content = (attributes['content'] ?? '').trim();
        if (key !== '' && content !== '' && found.size < NAMES_MAX && !found.has(key)) found.set(key, content.slice(0, ADDRESS_MAX));
      }
    },
    ontext: (text) => {
      if (inTitle && title !== null && title.length < ADDRESS_MAX) title += text;
    },
    onclosetag: (name) => {
      if (name === 'title') inTitle = false;
      if (name === 'head') ended = true;
    },
  });
  parser.end(html);
  const first = (...keys: readonly string[]): string => keys.map((key) => found.get(key)).find((value) => value !== undefined) ?? '';
  return {
    title: oneLine(first('og:title', 'twitter:title') || (title ?? ''), TITLE_MAX),
    description: oneLine(first('og:description', 'twitter:description', 'description'), DESCRIPTION_MAX),
    siteName: oneLine(first('og:site_name', 'application-name'), TITLE_MAX),
    picture: first('og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image', 'twitter:image:src'),
    base,
  };
}

function oneLine(text: string, max: number): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed here
  const clean = text.normalize('NFC').replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').replaceAll(/\s+/gu, ' ').trim();
  return Array.from(clean).slice(0, max).join('');
}

const IN_HEAD = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})/iu;
/** Where a page has to have said its encoding by (HTML standard), with room for what Korean sites put before it. */
const HEAD_BYTES = 4_096;

/** The text of a page: by its byte order mark, by what the server says, by what the page says, else UTF-8. Old Korean sites are EUC-KR. */
export function pageText(bytes: Uint8Array, contentType: string): string {
  const said = /charset\s*=\s*["']?([\w-]{1,40})/u.exec(contentType)?.[1] ?? IN_HEAD.exec(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES)))?.[1] ?? 'utf-8';
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf-8' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : said;
  try {
    return new TextDecoder(marked).decode(bytes);
  } catch {
    // An encoding that nobody knows.
    return new TextDecoder().decode(bytes);
  }
}
