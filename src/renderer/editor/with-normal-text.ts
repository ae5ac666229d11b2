import { normalizeText } from '#shared/document/normal-form.ts';
import type { TextEditor } from './slate-types.ts';

/**
 * What is typed is kept in its one form (NFC, no controls), so that counters, searches and the
 * stored text agree with the screen. Input methods send NFC, so a composition is never touched.
 */
export function withNormalText(editor: TextEditor): TextEditor {
  const { insertText } = editor;
  editor.insertText = (text, options) => insertText(normalizeText(text), options);
  return editor;
}
