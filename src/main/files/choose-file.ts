import { type BrowserWindow, dialog } from 'electron';
import { safeFileName } from './safe-name.ts';

/** What a file is called in the dialog, by its ending. */
const NAMES = { sotong: 'Sotong', csv: 'CSV', jsonl: 'JSON Lines' } as const;
type FileKind = keyof typeof NAMES;

/** Asks where a file is to be saved, or which one to open. Null: cancelled. */
export async function chooseFile(window: BrowserWindow, purpose: 'save' | 'open', kind: FileKind, suggestedName: string): Promise<string | null> {
  const filters = [{ name: NAMES[kind], extensions: [kind] }];
  if (purpose === 'save') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: safeFileName(suggestedName), filters });
    return canceled || filePath === '' ? null : filePath;
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
  return canceled ? null : (filePaths[0] ?? null);
}
