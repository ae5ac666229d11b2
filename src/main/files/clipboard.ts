import * as electron from 'electron';

interface OldClipboard {
  write(data: { text: string; html: string }): void;
}

/**
 * Puts a text (and its HTML form) on the clipboard. Current Electron takes W3C clipboard items;
 * the oldest that we support (33) has no such class and takes a plain record.
 */
export async function copyText(text: string, html: string | null): Promise<void> {
  if (html === null) return electron.clipboard.writeText(text);
  const Item = (electron as Partial<typeof electron>).ClipboardItem;
  if (Item === undefined) return (electron.clipboard as unknown as OldClipboard).write({ text, html });
  return electron.clipboard.write([new Item({ 'text/plain': text, 'text/html': html })]);
}
