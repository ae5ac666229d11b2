import type { Locator } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveToOrdinaryUser } from '../../../scripts/lib/user.mjs';

export interface DroppedFile {
  /** In ASCII: the protocol's paths come to nothing otherwise where the system has no UTF-8 locale. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Drags files of the disk over the window and lets them fall on the middle of an element. Chromium gets their paths as from a
 * file manager, reads them, and makes the DataTransfer by itself.
 */
export async function dropFiles(goal: Locator, folder: string, files: readonly DroppedFile[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  giveToOrdinaryUser(folder);
  const paths = files.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes, { mode: 0o644 });
    giveToOrdinaryUser(path);
    return path;
  });
  await goal.scrollIntoViewIfNeeded();
  const box = await goal.boundingBox();
  if (box === null) throw new Error('Nothing to drop on');
  const cdp = await goal.page().context().newCDPSession(goal.page());
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), data: { items: [], files: paths, dragOperationsMask: 1 } });
  }
  await cdp.detach();
}
