import type { Block, Blocks, Inline, LinkRun, TextRun } from './blocks.ts';
import { EMPTY_BLOCKS } from './blocks.ts';

const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * The one form of a text: NFC, `\n` for every line break, and without what no reader sees and no
 * store keeps alike: C0 controls other than tab and line feed (PostgreSQL refuses U+0000) and lone
 * surrogates (UTF-8 cannot carry them; they become U+FFFD, as an encoder makes them). Spaces stay as written.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    // oxlint-disable-next-line no-control-regex -- the controls are what is removed
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .normalize('NFC');
}

/** Joins neighbours with equal marks, drops empty runs, then normalizes: in this order, as a jamo may sit in the next run. */
function normalizeRuns(runs: readonly TextRun[]): TextRun[] {
  const merged: TextRun[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = merged.at(-1);
    if (last !== undefined && last.bold === run.bold) merged[merged.length - 1] = textRun(last.text + run.text, run.bold === true);
    else merged.push(textRun(run.text, run.bold === true));
  }
  const normal = merged.map((run) => textRun(normalizeText(run.text), run.bold === true));
  // Dropping a run of controls only may have made two equal neighbours.
  return normal.some((run) => run.text === '') ? normalizeRuns(normal) : normal;
}

export function textRun(text: string, bold: boolean): TextRun {
  return bold ? { text, bold: true } : { text };
}

export function isLink(inline: Inline): inline is LinkRun {
  return 'type' in inline;
}

/** The canonical children of a text block: at least one run; no empty ones beside others, no empty links, equal neighbours joined. */
export function normalizeInlines(children: readonly Inline[]): readonly Inline[] {
  const groups: { url: string | null; runs: TextRun[] }[] = [];
  for (const child of children) {
    const url = isLink(child) ? child.url : null;
    const runs = (isLink(child) ? child.children : [child]).filter((run) => normalizeText(run.text) !== '');
    if (runs.length === 0) continue;
    const last = groups.at(-1);
    if (last !== undefined && last.url === url) last.runs.push(...runs);
    else groups.push({ url, runs });
  }
  const result: Inline[] = [];
  for (const { url, runs } of groups) {
    const normal = normalizeRuns(runs);
    if (url === null) result.push(...normal);
    else result.push({ type: 'link', url: normalizeUrl(url), children: normal });
  }
  return result.length === 0 ? [{ text: '' }] : result;
}

function normalizeBlock(block: Block): Block {
  if (block.type === 'image') return { type: 'image', sha256: block.sha256, alt: normalizeText(block.alt), children: [{ text: '' }] };
  return { type: block.type, children: normalizeInlines(block.children) };
}

/** The one form of a document; an empty list becomes one empty paragraph. Running it twice changes nothing more. */
export function normalizeBlocks(blocks: Blocks): Blocks {
  return blocks.length === 0 ? EMPTY_BLOCKS : blocks.map(normalizeBlock);
}

/** An address as it is stored: its bytes are kept (a server may tell NFD from NFC), only what UTF-8 cannot carry is replaced. */
export function normalizeUrl(url: string): string {
  return url.replace(LONE_SURROGATE, '\ufffd');
}
