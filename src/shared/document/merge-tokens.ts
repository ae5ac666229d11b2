import type { Block, Blocks, ImageBlock, Inline, TextBlockType } from './blocks.ts';
import { isLink, normalizeInlines, textRun } from './normal-form.ts';

/** Text with one set of marks. */
type Piece = { readonly text: string; readonly bold: boolean; readonly url: string | null };

/**
 * A document as a line of tokens, for comparing: the start of a block (with its type), its words, its
 * end. A word carries its trailing space: with spaces as tokens of their own the comparison takes one
 * space for another and doubles words. Marks are part of the word, so that "made bold" against
 * "replaced" is a conflict and not a guess.
 */
export type Token =
  | { readonly kind: 'start'; readonly type: TextBlockType }
  | { readonly kind: 'end' }
  | { readonly kind: 'image'; readonly block: ImageBlock }
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] };

const END: Token = { kind: 'end' };

/** A word with its trailing space, or space at the start of a block. */
const WORD = /\S+\s*|\s+/gu;

/**
 * What a reader takes for one character, near enough never to cut one: a base with its combining marks,
 * Hangul jamo that belong together, emoji with modifiers, tags and joiners, a flag. Made by rule and
 * not by Intl.Segmenter, as every device must cut alike whatever its ICU version is.
 */
const CLUSTER = /(?:\p{RI}\p{RI}|[\s\S])(?:[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u{e0020}-\u{e007f}]|\p{EMod}|\u200d[\s\S])*/gu;

function piecesOf(children: readonly Inline[]): Piece[] {
  return children.flatMap((child): Piece[] =>
    isLink(child)
      ? child.children.map((run) => ({ text: run.text, bold: run.bold === true, url: child.url }))
      : [{ text: child.text, bold: child.bold === true, url: null }],
  );
}

/** Cuts pieces where `pattern` cuts their whole text, marks kept. */
function cut(pieces: readonly Piece[], pattern: RegExp): Piece[][] {
  const lengths = Array.from(pieces.map((piece) => piece.text).join('').matchAll(pattern), (match) => match[0].length);
  const words: Piece[][] = [];
  let index = 0;
  let used = 0;
  for (const length of lengths) {
    const word: Piece[] = [];
    let wanted = length;
    while (wanted > 0) {
      const piece = pieces[index];
      if (piece === undefined) break;
      const text = piece.text.slice(used, used + wanted);
      if (text !== '') word.push({ ...piece, text });
      wanted -= text.length;
      used += text.length;
      if (used >= piece.text.length) {
        index += 1;
        used = 0;
      }
    }
    words.push(word);
  }
  return words;
}

/** The tokens of a document, by word. */
export function wordTokens(blocks: Blocks): Token[] {
  return blocks.flatMap((block): Token[] => {
    if (block.type === 'image') return [{ kind: 'image', block }];
    const words = cut(piecesOf(block.children), WORD).map((pieces): Token => ({ kind: 'text', pieces }));
    return [{ kind: 'start', type: block.type }, ...words, END];
  });
}

/** Word tokens cut further, by character; `unit` says from which token each comes. */
export function characterTokens(tokens: readonly Token[]): { readonly token: Token; readonly unit: number }[] {
  return tokens.flatMap((token, unit) =>
    token.kind === 'text' ? cut(token.pieces, CLUSTER).map((pieces) => ({ token: { kind: 'text', pieces } as Token, unit })) : [{ token, unit }],
  );
}

/** Equal exactly for tokens that a reader cannot tell apart. */
export function tokenKey(token: Token): string {
  switch (token.kind) {
    case 'start':
      return `<${token.type}`;
    case 'end':
      return '>';
    case 'image':
      return `i${JSON.stringify([token.block.sha256, token.block.alt])}`;
    case 'text':
      return `t${JSON.stringify(token.pieces.map((piece) => [piece.text, piece.bold, piece.url]))}`;
  }
}

export function tokenText(token: Token): string {
  return token.kind === 'text' ? token.pieces.map((piece) => piece.text).join('') : '';
}

/** The document that a line of tokens spells. */
export function blocksFromTokens(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  let type: TextBlockType = 'paragraph';
  let open: Inline[] | null = null;
  const close = (): void => {
    if (open !== null) blocks.push({ type, children: normalizeInlines(open) });
    open = null;
  };
  for (const token of tokens) {
    switch (token.kind) {
      case 'start':
        close();
        type = token.type;
        open = [];
        break;
      case 'end':
        close();
        break;
      case 'image':
        close();
        blocks.push(token.block);
        break;
      case 'text':
        if (open === null) {
          type = 'paragraph';
          open = [];
        }
        open.push(...token.pieces.map(inlineOf));
        break;
    }
  }
  close();
  return blocks;
}

function inlineOf(piece: Piece): Inline {
  const run = textRun(piece.text, piece.bold);
  return piece.url === null ? run : { type: 'link', url: piece.url, children: [run] };
}
