/**
 * How a channel writes an address that stands in a text. `whole`: as typed. `x`: without its scheme, the host and the first of
 * the path. `mastodon`: 30 characters after the scheme and www. `bluesky`: the host and 13 characters of a longer path.
 */
export type UrlForm = 'whole' | 'x' | 'mastodon' | 'bluesky';

const SCHEME = /^https?:\/\//iu;
/** After the scheme and the host: remembered of t.co's display_url, as no page gives it (2026-11-26). */
const X_MAX = 27;
/** TextFormatter#link_to_url in mastodon/mastodon (2026-11-26). */
const MASTODON_MAX = 30;
/** toShortUrl in bluesky-social/social-app (2026-11-26): a path of more than 15 is cut to 13. */
const BLUESKY_PATH_MAX = 15;
const BLUESKY_PATH_KEPT = 13;

/** An address as readers see it. Never longer than it was written. */
export function shownUrl(url: string, form: UrlForm): string {
  if (form === 'whole') return url;
  const bare = url.replace(SCHEME, '');
  if (form === 'mastodon') return cut(bare.replace(/^www\./iu, ''), MASTODON_MAX);
  const path = bare.search(/[/?#]/u);
  const host = path === -1 ? bare : bare.slice(0, path);
  const rest = path === -1 ? '' : bare.slice(path);
  if (form === 'x') return rest === '/' ? host : cut(bare, Math.max(X_MAX, host.length));
  if (rest === '/') return host;
  return rest.length > BLUESKY_PATH_MAX ? `${host}${start(rest, BLUESKY_PATH_KEPT)}...` : bare;
}

function cut(text: string, max: number): string {
  return text.length > max + 1 ? `${start(text, max)}…` : text;
}

/** Never half of a character. */
function start(text: string, max: number): string {
  const last = text.codePointAt(max - 1) ?? 0;
  return text.slice(0, last > 0xffff ? max - 1 : max);
}
