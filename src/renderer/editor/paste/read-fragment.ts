import type { Blocks } from '#shared/document/blocks.ts';
import { parseBlocks } from '#shared/document/parse-blocks.ts';
import { MAX_PASTE_FRAGMENT } from './limits.ts';

/**
 * The document in an encoded Slate fragment (base64 of percent-encoded JSON), or null when it is none.
 *
 * Any web page can put such a fragment on the clipboard, and Slate itself decodes it unchecked
 * (slate-dom 0.146.1, with-dom.ts, insertFragmentData): a bad one throws there, and a hostile one
 * lands in the document. Here nothing throws, and only what the schema names comes through.
 */
export function readFragment(encoded: string, options: { readonly richText: boolean }): Blocks | null {
  if (encoded === '' || encoded.length > MAX_PASTE_FRAGMENT) return null;
  try {
    const value: unknown = JSON.parse(decodeURIComponent(atob(encoded)));
    if (!Array.isArray(value) || value.length === 0) return null;
    return parseBlocks(value, options);
  } catch {
    return null;
  }
}

const FRAGMENT_ATTRIBUTE = /data-slate-fragment="([A-Za-z0-9+/=\s]*)"/;

/** The encoded fragment inside pasted HTML, where the clipboard carried no other kind; empty for none. */
export function fragmentInHtml(html: string): string {
  if (html.length > MAX_PASTE_FRAGMENT) return '';
  return FRAGMENT_ATTRIBUTE.exec(html)?.[1] ?? '';
}
