import { Transforms } from 'slate';
import type { Blocks } from '../../../../src/shared/document/blocks.ts';
import { createTextEditor } from '../../../../src/renderer/editor/create-text-editor.ts';
import type { PasteNotice, TextEditor } from '../../../../src/renderer/editor/slate-types.ts';

export interface Bench {
  readonly editor: TextEditor;
  readonly notices: PasteNotice[];
  /** Turns the clock, in milliseconds. */
  readonly wait: (ms: number) => void;
}

export function paragraphs(...texts: readonly string[]): Blocks {
  return texts.map((text) => ({ type: 'paragraph', children: [{ text }] }));
}

/** An editor without a window, with the caret at the end of the first block. */
export function bench(options: { readonly richText: boolean; readonly value?: Blocks }): Bench {
  let now = 0;
  const notices: PasteNotice[] = [];
  const editor = createTextEditor({ richText: options.richText, value: options.value ?? paragraphs(''), now: () => now });
  editor.ports = { notice: (notice) => notices.push(notice), takeImages: () => Promise.resolve([]) };
  Transforms.select(editor, { path: [0, 0], offset: 0 });
  return { editor, notices, wait: (ms) => { now += ms; } };
}

/** What a clipboard or a drop carries: texts by their type. */
export function clipboard(data: Readonly<Record<string, string>>): DataTransfer {
  return { getData: (type: string) => data[type] ?? '', files: [] } as unknown as DataTransfer;
}

/** A fragment as slate-dom writes it. */
export function encodedFragment(value: unknown): string {
  return btoa(encodeURIComponent(JSON.stringify(value)));
}
