import { type BrowserWindow, dialog } from 'electron';
import { copyFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A name that every file system takes: no path, no control or reserved characters, at most 100 characters. */
export function safeFileName(name: string): string {
  const base = basename(name.normalize('NFC').replaceAll('\\', '/'));
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed here
  const clean = base.replace(/[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_').replace(/[. ]+$/, '');
  const safe = clean === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean;
  return [...safe].slice(0, 100).join('');
}

/** Asks for a folder and puts the workspace's pictures into it. Null: cancelled. */
export async function saveMedia(window: BrowserWindow, mediaFolder: string, items: readonly { readonly sha256: string; readonly fileName: string }[]): Promise<string | null> {
  const answer = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
  const folder = answer.filePaths[0];
  if (answer.canceled || folder === undefined) return null;
  for (const [index, item] of items.entries()) {
    await copyFile(join(mediaFolder, item.sha256), join(folder, `${String(index + 1)}-${safeFileName(item.fileName)}`));
  }
  return folder;
}

/** Asks where to put a text and writes it in UTF-8. Null: cancelled. */
export async function saveText(window: BrowserWindow, suggestedName: string, text: string): Promise<string | null> {
  const answer = await dialog.showSaveDialog(window, { defaultPath: safeFileName(suggestedName) });
  if (answer.canceled || answer.filePath === '') return null;
  await writeFile(answer.filePath, text, 'utf8');
  return answer.filePath;
}
