import { Editor, Transforms } from 'slate';
import { atSafeMoment } from '../composition.ts';
import type { TakenImage, TextEditor } from '../slate-types.ts';
import { insertBlocks } from './insert-blocks.ts';

/**
 * Hands picture files to the workspace and, in a rich text, puts those that it took where the caret
 * was: the place is kept while they are taken in, whatever is typed meanwhile.
 */
export function insertImages(editor: TextEditor, files: readonly File[]): void {
  const place = editor.selection === null ? null : Editor.rangeRef(editor, editor.selection);
  void editor.ports.takeImages(files).then((images) => {
    atSafeMoment(editor, () => {
      const range = place?.unref() ?? null;
      if (!editor.richText || images.length === 0) return;
      if (range !== null) Transforms.select(editor, range);
      putBlocks(editor, images);
    });
  });
}

/** Puts pictures that the workspace has into a rich text, where the caret is. */
export function insertTaken(editor: TextEditor, images: readonly TakenImage[]): void {
  atSafeMoment(editor, () => putBlocks(editor, images));
}

function putBlocks(editor: TextEditor, images: readonly TakenImage[]): void {
  insertBlocks(editor, images.map(({ sha256, alt }) => ({ type: 'image', sha256, alt, children: [{ text: '' }] as const })));
}
