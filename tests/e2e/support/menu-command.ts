import type { LaunchedApp } from '../../support/launch-electron.ts';

/**
 * A command as the menu bar sends it: it takes no key, so that no input method commits the syllable before. Resolves when the
 * window has ended the composition, if there was one, and begun to run it.
 */
export async function menuCommand({ app }: Pick<LaunchedApp, 'app'>, id: string): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }, name) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    webContents.send('shell:command', name);
    // Comes after the command, and ends after the task that the command waits for.
    await webContents.executeJavaScript('new Promise((done) => setTimeout(() => setTimeout(done)))');
  }, id);
}
