import { MAX_BLOCKS, type Blocks } from '#shared/document/blocks.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import { normalizeText } from '#shared/document/normal-form.ts';
import { cleanPastedText } from './paste/clean-text.ts';
import { htmlToBlocks } from './paste/html-to-blocks.ts';
import { insertBlocks } from './paste/insert-blocks.ts';
import { insertImages } from './paste/insert-images.ts';
import { MAX_PASTE_HTML, MAX_PASTE_TEXT } from './paste/limits.ts';
import { fragmentInHtml, readFragment } from './paste/read-fragment.ts';
import type { TextEditor } from './slate-types.ts';

/**
 * What the clipboard or a drop brings, in this order: picture files, a fragment of an editor of
 * ours, HTML (rich texts only), text. All of it passes a whitelist, and too much of it is refused
 * with a notice before it is looked at. Control+Shift+V brings text only, and so is always plain.
 */
export function withPaste(editor: TextEditor): TextEditor {
  editor.insertFragmentData = (data) => {
    const blocks = readFragment(data.getData('application/x-slate-fragment'), editor);
    if (blocks === null) return false;
    insertDocument(editor, blocks);
    return true;
  };

  editor.insertTextData = (data) => {
    const text = data.getData('text/plain');
    if (text === '') return false;
    if (text.length > MAX_PASTE_TEXT) {
      editor.ports.notice('paste-too-large');
      return true;
    }
    insertDocument(editor, blocksFromText(normalizeText(cleanPastedText(text))));
    return true;
  };

  editor.insertData = (data) => {
    if (insertPictures(editor, data) || editor.insertFragmentData(data)) return;
    const html = data.getData('text/html');
    if (html !== '' && (editor.richText || fragmentInHtml(html) !== '')) {
      if (html.length <= MAX_PASTE_HTML) {
        insertDocument(editor, readFragment(fragmentInHtml(html), editor) ?? htmlToBlocks(html, editor));
        return;
      }
      if (data.getData('text/plain') !== '' && data.getData('text/plain').length <= MAX_PASTE_TEXT) editor.ports.notice('paste-as-plain-text');
    }
    if (editor.insertTextData(data)) return;
    if (html === '') return;
    // HTML alone, in a text that keeps no marks.
    if (html.length > MAX_PASTE_HTML) editor.ports.notice('paste-too-large');
    else insertDocument(editor, htmlToBlocks(html, editor));
  };
  return editor;
}

function insertPictures(editor: TextEditor, data: DataTransfer): boolean {
  // A word processor puts a picture of the text beside the text: then the text is meant.
  if (data.getData('text/plain') !== '') return false;
  const files = [...data.files].filter((file) => /^(?:image|video)\//u.test(file.type));
  if (files.length === 0) return false;
  insertImages(editor, files);
  return true;
}

function insertDocument(editor: TextEditor, blocks: Blocks): void {
  if (editor.children.length + blocks.length > MAX_BLOCKS) {
    editor.ports.notice('paste-too-many-blocks');
    return;
  }
  insertBlocks(editor, blocks);
}
