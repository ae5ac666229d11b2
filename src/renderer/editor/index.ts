/** The text editor: what the screens use of it. */
export { createTextEditor } from './create-text-editor.ts';
export { flushComposition } from '../app/end-composition.ts';
export { editableOf, lineBeforeCaret } from './caret-line.ts';
export { atSafeMoment, isCompositionKey, whenAtRest } from './composition.ts';
export { EditorToolbar } from './editor-toolbar.tsx';
export { followCaret } from './follow-caret.ts';
export { focusEditor } from './formatting.ts';
export { caretOffset, goToRange, offsetUnder, type PlainRange, rectOf, replaceRange, replaceSelection, scrollIntoView, selectionStart, selectRange, textOf } from './navigation.ts';
export { insertImages, insertTaken } from './paste/insert-images.ts';
export type { EditorPorts, TakenImage, TextEditor, TextOverlay } from './slate-types.ts';
export { changeBetween } from './text-change.ts';
export type { TextMark, TextMarks } from './marks/text-marks.ts';
export { VariantEditor } from './variant-editor.tsx';
