import { MAX_IMPORT_BYTES } from '#shared/contract/core-contract.ts';
import type { Language } from '#shared/domain/ids.ts';
import { convert } from 'html-to-text';
import { Marked } from 'marked';
import { refuse } from '../refusal.ts';
import { decodeText } from './decode-text.ts';

export interface Brief {
  readonly title: string;
  readonly brief: string;
  readonly language: Language;
}

const TEXT = new Set(['txt', 'text', '']);
const MARKDOWN = new Set(['md', 'markdown', 'mdown']);
const HTML = new Set(['html', 'htm', 'xhtml']);

/** Past this many levels an HTML file is a mistake or an attack, not an article. */
const MAX_DEPTH = 200;
const MAX_TITLE = 300;

/**
 * Reads a text, Markdown or HTML file into a story's title and brief. Nothing is fetched and nothing
 * runs: of HTML only the words stay.
 *
 * Refuses with `too-large` (over 20 MB), `unsupported-format` (by the name's ending),
 * `unreadable-file` (not text) and `empty-file`.
 */
export function readBrief(fileName: string, bytes: Uint8Array): Brief {
  if (bytes.byteLength > MAX_IMPORT_BYTES) refuse('too-large', fileName);
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (!TEXT.has(extension) && !MARKDOWN.has(extension) && !HTML.has(extension)) refuse('unsupported-format', fileName);
  const text = decodeText(bytes) ?? refuse('unreadable-file', fileName);
  const { heading, body } = HTML.has(extension) ? fromHtml(text) : MARKDOWN.has(extension) ? fromMarkdown(text) : { heading: null, body: text };
  const brief = tidy(body);
  if (brief === '') refuse('empty-file', fileName);
  return { title: (heading ?? titleOf(brief)).slice(0, MAX_TITLE), brief, language: languageOf(brief) };
}

function fromHtml(html: string): { heading: string | null; body: string } {
  const heading = /<h1\b[^>]*>([\s\S]{1,2000}?)<\/h1>/i.exec(html)?.[1] ?? /<title\b[^>]*>([\s\S]{1,2000}?)<\/title>/i.exec(html)?.[1];
  const title = heading === undefined ? '' : tidy(wordsOf(heading)).replaceAll(/\s+/g, ' ');
  return { heading: title === '' ? null : title, body: wordsOf(html) };
}

function fromMarkdown(markdown: string): { heading: string | null; body: string } {
  const html = new Marked({ async: false, gfm: true }).parse(markdown) as string;
  return fromHtml(html);
}

function wordsOf(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: MAX_IMPORT_BYTES, maxDepth: MAX_DEPTH },
    selectors: [
      ...['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'form', 'img'].map((selector) => ({ selector, format: 'skip' })),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    ],
  });
}

/** One kind of line end, no trailing spaces, at most two blank lines in a row, composed Hangul. */
function tidy(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?|\u2028|\u2029/g, '\n').replaceAll(/[^\S\n]+$/gm, '').replaceAll(/\n{4,}/g, '\n\n\n').trim();
}

/** The first line that says something: a lone word such as NEWS above an article is a section, not a title. */
function titleOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.slice(0, 5).find((line) => /\S\s+\S/.test(line)) ?? lines[0] ?? '';
}

/** Korean when at least a tenth of the letters are Hangul: Korean articles carry English names, seldom the other way round. */
function languageOf(text: string): Language {
  const sample = text.slice(0, 20_000);
  const hangul = sample.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && hangul / letters >= 0.1 ? 'ko' : 'en';
}
