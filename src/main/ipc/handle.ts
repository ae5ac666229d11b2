import { type ShellChannel, shellChannels, type ShellChannels } from '#shared/contract/shell-contract.ts';
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { z } from 'zod';
import { isOurs } from '../security/session-policy.ts';

/** Whether a message comes from the top frame of one of our own windows. */
export function isTrusted(event: IpcMainInvokeEvent | IpcMainEvent): boolean {
  const frame = event.senderFrame;
  // A window that is gone has no frame; a sub-frame is never ours.
  return frame !== null && frame.parent === null && isOurs(frame.url);
}

type Output<C extends ShellChannel> = z.input<ShellChannels[C]['output']>;

/** Answers one channel of the shell's contract: the sender is checked, the input parsed, the output parsed. */
export function handle<C extends ShellChannel>(channel: C, answer: (input: z.output<ShellChannels[C]['input']>, sender: WebContents) => Output<C> | Promise<Output<C>>): void {
  const { input, output } = shellChannels[channel];
  ipcMain.handle(channel, async (event, raw: unknown) => {
    if (!isTrusted(event)) throw new Error(`Refused: ${channel} was called from a page that is not the app's`);
    const parsed = input.safeParse(raw);
    if (!parsed.success) throw new Error(`Refused: ${channel} was called with input of the wrong form`);
    return output.parse(await answer(parsed.data as z.output<ShellChannels[C]['input']>, event.sender));
  });
}
