import type { Block, Blocks, Inline, TextBlockType } from '#shared/document/blocks.ts';
import { MAX_BLOCKS } from '#shared/document/blocks.ts';
import { normalizeBlocks, textRun } from '#shared/document/normal-form.ts';
import { isSafeUrl } from '#shared/document/url.ts';
import { cleanPastedText } from './clean-text.ts';
import { isListMarker, isUnseen, wordListType } from './word-html.ts';

/** Elements whose content no reader sees, or that carry other languages with rules of their own. */
const DROPPED: ReadonlySet<string> = new Set([
  'SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'MATH', 'HEAD', 'TITLE', 'META', 'LINK', 'BASE', 'SELECT', 'TEXTAREA', 'BUTTON', 'INPUT', 'CANVAS', 'AUDIO', 'VIDEO', 'FRAME', 'FRAMESET', 'XML', 'O:P',
]);
const BLOCK_TYPES: Readonly<Record<string, TextBlockType>> = {
  H1: 'heading-2', H2: 'heading-2', H3: 'heading-3', H4: 'heading-3', H5: 'heading-3', H6: 'heading-3', BLOCKQUOTE: 'quote', P: 'paragraph', DIV: 'paragraph',
};
/** What else begins and ends a line. */
const LINE_ELEMENTS: ReadonlySet<string> = new Set([
  'ADDRESS', 'ARTICLE', 'ASIDE', 'BODY', 'CAPTION', 'CENTER', 'DD', 'DETAILS', 'DL', 'DT', 'FIELDSET', 'FIGCAPTION', 'FIGURE', 'FOOTER', 'FORM', 'HEADER', 'HR', 'LI', 'MAIN', 'NAV', 'OL', 'PRE', 'SECTION', 'SUMMARY', 'TABLE', 'TBODY', 'TFOOT', 'THEAD', 'TR', 'UL',
]);
const CELL_GAP = ' | ';
/** Deeper than this there is no text that a person wrote; Chromium's parser stops at 512 itself. */
const MAX_DEPTH = 200;

interface Context {
  readonly type: TextBlockType;
  readonly bold: boolean;
  readonly url: string | null;
  readonly keepsSpaces: boolean;
  readonly depth: number;
}

interface Walk {
  readonly blocks: Block[];
  open: Inline[] | null;
  openType: TextBlockType;
}

/**
 * A document from pasted HTML (a web page, Word, Google Docs, HWP). The HTML is parsed without
 * running or loading anything (DOMParser), and a whitelist is read out of it: headings, lists,
 * quotes, bold and safe links; of everything else the text and the line breaks. Pictures are left
 * out: their addresses would tell somebody that they were read. Never throws.
 */
export function htmlToBlocks(html: string, options: { readonly richText: boolean }): Blocks {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const walk: Walk = { blocks: [], open: null, openType: 'paragraph' };
  visitChildren(walk, document.body, { type: 'paragraph', bold: false, url: null, keepsSpaces: false, depth: 0 }, options.richText);
  close(walk);
  while (walk.blocks.length > 1 && isEmpty(walk.blocks.at(-1))) walk.blocks.pop();
  return normalizeBlocks(walk.blocks.slice(0, MAX_BLOCKS).map(trimmed));
}

function isEmpty(block: Block | undefined): boolean {
  return block !== undefined && block.type !== 'image' && block.children.every((child) => !('type' in child) && child.text.trim() === '');
}

function close(walk: Walk): void {
  if (walk.open !== null && walk.blocks.length < MAX_BLOCKS) walk.blocks.push({ type: walk.openType, children: walk.open.length === 0 ? [{ text: '' }] : walk.open });
  walk.open = null;
}

function openBlock(walk: Walk, type: TextBlockType): Inline[] {
  if (walk.open === null) {
    walk.open = [];
    walk.openType = type;
  }
  return walk.open;
}

function visitChildren(walk: Walk, parent: Node, context: Context, richText: boolean): void {
  if (context.depth > MAX_DEPTH || walk.blocks.length >= MAX_BLOCKS) return;
  for (const child of parent.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) addText(walk, child.nodeValue ?? '', context);
    else if (child instanceof Element || child.nodeType === Node.ELEMENT_NODE) visitElement(walk, child as Element, { ...context, depth: context.depth + 1 }, richText);
  }
}

function visitElement(walk: Walk, element: Element, context: Context, richText: boolean): void {
  const name = element.tagName.toUpperCase();
  if (DROPPED.has(name) || element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true' || isUnseen(element) || (richText && isListMarker(element))) return;
  if (name === 'BR') {
    breakLine(walk, context);
    return;
  }
  if (name === 'TR') {
    addRow(walk, element, context, richText);
    return;
  }
  const bold = richText && (context.bold || name === 'B' || name === 'STRONG') && !isNotBold(element);
  const keepsSpaces = context.keepsSpaces || name === 'PRE';
  const type = richText ? (listType(name, element) ?? wordListType(element) ?? BLOCK_TYPES[name]) : undefined;
  const isLine = BLOCK_TYPES[name] !== undefined || LINE_ELEMENTS.has(name);
  const inner: Context = { ...context, bold: bold || (richText && isBoldByStyle(element)), keepsSpaces, url: richText && name === 'A' ? safeUrl(element) : context.url, type: type === undefined || type === 'paragraph' ? context.type : type };
  if (!isLine) {
    visitChildren(walk, element, inner, richText);
    return;
  }
  close(walk);
  const before = walk.blocks.length;
  visitChildren(walk, element, inner, richText);
  const nothingInside = walk.open === null && walk.blocks.length === before;
  // An empty paragraph is a blank line that somebody put there; an empty wrapper is nothing.
  if (nothingInside && name === 'P') openBlock(walk, 'paragraph');
  close(walk);
}

/** A row of a table is one line, its cells apart: no channel has tables, and a line can be read. */
function addRow(walk: Walk, row: Element, context: Context, richText: boolean): void {
  close(walk);
  let isFirst = true;
  for (const cell of row.children) {
    const inside: Walk = { blocks: [], open: null, openType: 'paragraph' };
    visitChildren(inside, cell, { ...context, type: 'paragraph' }, richText);
    close(inside);
    const lines = inside.blocks.filter((block) => !isEmpty(block)).map(trimmed);
    const runs = openBlock(walk, 'paragraph');
    if (!isFirst) runs.push({ text: CELL_GAP });
    for (const [index, line] of lines.entries()) {
      if (index > 0) runs.push({ text: ' ' });
      if (line.type !== 'image') runs.push(...line.children);
    }
    isFirst = false;
  }
  close(walk);
}

function listType(name: string, element: Element): TextBlockType | undefined {
  if (name !== 'LI') return undefined;
  return element.closest('ol, ul')?.tagName === 'OL' ? 'numbered-item' : 'bulleted-item';
}

/** Google Docs wraps everything in <b style="font-weight:normal">. */
function isNotBold(element: Element): boolean {
  return /font-weight:\s*(?:normal|[1-4]00)/iu.test(element.getAttribute('style') ?? '');
}

function isBoldByStyle(element: Element): boolean {
  return /font-weight:\s*(?:bold|[6-9]00)/iu.test(element.getAttribute('style') ?? '');
}

function safeUrl(element: Element): string | null {
  const url = element.getAttribute('href') ?? '';
  return isSafeUrl(url) ? url : null;
}

function breakLine(walk: Walk, context: Context): void {
  if (walk.open === null) openBlock(walk, context.type);
  close(walk);
}

function addText(walk: Walk, written: string, context: Context): void {
  const raw = cleanPastedText(written);
  const lines = context.keepsSpaces ? raw.split(/\r\n|\r|\n/u) : [raw.replace(/[ \t\r\n\f]+/gu, ' ')];
  lines.forEach((line, index) => {
    if (index > 0) breakLine(walk, context);
    if (line === '' || (line === ' ' && !context.keepsSpaces && (walk.open === null || walk.open.length === 0))) return;
    const runs = openBlock(walk, context.type);
    // A space at the end of one run and the start of the next is one space.
    const text = !context.keepsSpaces && line.startsWith(' ') && endsWithSpace(runs) ? line.slice(1) : line;
    if (text === '') return;
    const run = textRun(text, context.bold);
    runs.push(context.url === null ? run : { type: 'link', url: context.url, children: [run] });
  });
}

function endsWithSpace(runs: readonly Inline[]): boolean {
  const last = runs.at(-1);
  if (last === undefined) return true;
  const text = 'type' in last ? (last.children.at(-1)?.text ?? '') : last.text;
  return text.endsWith(' ');
}

/** Without the spaces that HTML's layout leaves at the ends of a line. */
function trimmed(block: Block): Block {
  if (block.type === 'image') return block;
  const children = block.children.map((child) => child);
  const last = children.at(-1);
  if (last !== undefined && !('type' in last)) children[children.length - 1] = textRun(last.text.replace(/[ \t]+$/u, ''), last.bold === true);
  return { type: block.type, children };
}
