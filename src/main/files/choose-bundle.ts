import { type BrowserWindow, dialog } from 'electron';
import { safeFileName } from './safe-name.ts';

/** Asks where a bundle is to be saved, or which one to open. Null: cancelled. */
export async function chooseBundle(window: BrowserWindow, purpose: 'save' | 'open', suggestedName: string): Promise<string | null> {
  const filters = [{ name: 'Sotong', extensions: ['sotong'] }];
  if (purpose === 'save') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: safeFileName(suggestedName), filters });
    return canceled || filePath === '' ? null : filePath;
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
  return canceled ? null : (filePaths[0] ?? null);
}
