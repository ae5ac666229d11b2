import type { BaseEditor } from 'slate';
import type { HistoryEditor } from 'slate-history';
import type { ReactEditor } from 'slate-react';
import type { Block, Blocks, TextBlockType } from '#shared/document/blocks.ts';

/** The nodes of the editor: the shape of `Blocks`, with the mutable arrays that Slate's types ask for. */
export type SlateText = { text: string; bold?: true };
export type SlateLink = { type: 'link'; url: string; children: SlateText[] };
export type SlateTextBlock = { type: TextBlockType; children: (SlateText | SlateLink)[] };
export type SlateImage = { type: 'image'; sha256: string; alt: string; children: SlateText[] };
export type SlateBlock = SlateTextBlock | SlateImage;

/** Why a paste or a drop was refused or cut down; the screen has a text for each. */
export type PasteNotice = 'paste-too-large' | 'paste-as-plain-text' | 'paste-too-many-blocks' | 'paste-nothing-usable';

/** A picture that the workspace has taken in. */
export interface TakenImage {
  readonly sha256: string;
  readonly alt: string;
}

/** What lies over a text and takes part in its keys, such as a list at the caret. It never hears of a key that belongs to a composition. */
export interface TextOverlay {
  /** A character comes from the keyboard; the text does not have it yet. */
  readonly typing: (character: string) => void;
  /** The text on the screen has changed, be it by a syllable under composition. */
  readonly changed: () => void;
  /** Whether the key is the overlay's, and goes no further. */
  readonly takesKey: (key: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean }) => boolean;
}

/** What the editor asks of the screen around it. Set by the component that shows it. */
export interface EditorPorts {
  readonly notice: (notice: PasteNotice) => void;
  /** Takes dropped or pasted picture files. Those that it answers with are put into a rich text at the caret. */
  readonly takeImages: (files: readonly File[]) => Promise<readonly TakenImage[]>;
  readonly overlay?: TextOverlay;
}

/** The editor of one text. `ports` is replaced while the editor lives; the rest is fixed. */
export interface TextEditor extends BaseEditor, ReactEditor, HistoryEditor {
  readonly richText: boolean;
  ports: EditorPorts;
}

declare module 'slate' {
  interface CustomTypes {
    Editor: BaseEditor & ReactEditor & HistoryEditor;
    Element: SlateTextBlock | SlateImage | SlateLink;
    Text: SlateText;
  }
}

/** Connects the editor to the screen that shows it now. */
export function setPorts(editor: TextEditor, ports: EditorPorts): void {
  editor.ports = ports;
}

/** The editor's nodes as a document. Slate never changes a node in place, so no copy is made. */
export function blocksOf(editor: BaseEditor): Blocks {
  return editor.children as unknown as Blocks;
}

/** A document as the editor's nodes: copied, so that a frozen value is never handed to Slate. */
export function toSlateBlocks(blocks: readonly Block[]): SlateBlock[] {
  return structuredClone(blocks) as unknown as SlateBlock[];
}
