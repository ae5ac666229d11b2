import { createEditor } from 'slate';
import type { BaseEditor } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';
import type { Blocks } from '#shared/document/blocks.ts';
import type { TextEditor } from './slate-types.ts';
import { toSlateBlocks } from './slate-types.ts';
import { withBreaks } from './with-breaks.ts';
import { withImages } from './with-images.ts';
import { withLinks } from './with-links.ts';
import { withNormalText } from './with-normal-text.ts';
import { withPaste } from './with-paste.ts';
import { withSchema } from './with-schema.ts';
import { withUndoSteps } from './with-undo-steps.ts';

export interface TextEditorOptions {
  /** Headings, bold, lists, quotes, links and pictures; else paragraphs of plain text. */
  readonly richText: boolean;
  readonly value: Blocks;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Makes the editor of one text. It keeps its value, caret and undo for as long as it is held, on screen or not. */
export function createTextEditor(options: TextEditorOptions): TextEditor {
  const base: BaseEditor = createEditor();
  const editor = Object.assign(withReact(withHistory(base)), {
    richText: options.richText,
    ports: { notice: () => undefined, takeImages: () => Promise.resolve([]) },
  }) as TextEditor;
  withUndoSteps(withPaste(withNormalText(withBreaks(withLinks(withImages(withSchema(editor)))))), options.now);
  editor.children = toSlateBlocks(options.value);
  editor.normalize({ force: true });
  editor.history = { undos: [], redos: [] };
  return editor;
}
