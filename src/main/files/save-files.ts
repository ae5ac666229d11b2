import { type BrowserWindow, dialog } from 'electron';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeFileName } from './safe-name.ts';

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
