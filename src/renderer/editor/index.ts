/** The text editor: what the screens use of it. */
export { createTextEditor } from './create-text-editor.ts';
export { atSafeMoment, flushComposition, isCompositionKey } from './composition.ts';
export { choosePictures, EditorToolbar } from './editor-toolbar.tsx';
export { mediaUrl } from './elements.tsx';
export { focusEditor } from './formatting.ts';
export { goToRange, replaceRange, scrollIntoView } from './navigation.ts';
export { insertImages } from './paste/insert-images.ts';
export type { EditorPorts, TakenImage, TextEditor } from './slate-types.ts';
export type { TextMark, TextMarks } from './marks/text-marks.ts';
export { VariantEditor } from './variant-editor.tsx';
