import type { Block, Blocks, Inline, TextRun } from './blocks.ts';
import { isLink } from './normal-form.ts';
import { isSafeUrl } from './url.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML text or as a quoted attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ESCAPES[character] ?? character);
}

function run(child: TextRun): string {
  const text = escapeHtml(child.text).replaceAll('\n', '<br>');
  return child.bold === true && text !== '' ? `<strong>${text}</strong>` : text;
}

function inline(child: Inline): string {
  if (!isLink(child)) return run(child);
  const text = child.children.map(run).join('');
  return isSafeUrl(child.url) ? `<a href="${escapeHtml(child.url)}" rel="noopener noreferrer">${text}</a>` : text;
}

const TAGS = { paragraph: 'p', 'heading-2': 'h2', 'heading-3': 'h3', quote: 'blockquote', 'bulleted-item': 'li', 'numbered-item': 'li' } as const;
const LISTS = { 'bulleted-item': 'ul', 'numbered-item': 'ol' } as const;

function listOf(block: Block | undefined): 'ul' | 'ol' | null {
  return block?.type === 'bulleted-item' || block?.type === 'numbered-item' ? LISTS[block.type] : null;
}

function element(block: Block, imageSrc: (sha256: string) => string): string {
  if (block.type === 'image') return `<figure><img src="${escapeHtml(imageSrc(block.sha256))}" alt="${escapeHtml(block.alt)}"></figure>`;
  const tag = TAGS[block.type];
  return `<${tag}>${block.children.map(inline).join('')}</${tag}>`;
}

/**
 * The document as HTML: every character escaped, no attribute but href, rel, src and alt, links to
 * http, https and mailto only, neighbouring list items in one list. One line per block. Deterministic.
 *
 * `imageSrc` gives the address of an image; without it the address is `asset:<sha256>`, for a
 * connector to replace once it has uploaded the bytes.
 */
export function toHtml(blocks: Blocks, imageSrc: (sha256: string) => string = (sha256) => `asset:${sha256}`): string {
  const lines: string[] = [];
  blocks.forEach((block, index) => {
    const list = listOf(block);
    if (list !== null && listOf(blocks[index - 1]) !== list) lines.push(`<${list}>`);
    lines.push(element(block, imageSrc));
    if (list !== null && listOf(blocks[index + 1]) !== list) lines.push(`</${list}>`);
  });
  return lines.join('\n');
}
