import type { Id } from '#shared/domain/ids.ts';
import { createStore, useStore } from './store.ts';

/** The dialogs of the frame, of which one may be open; and the sync panel, which is not a dialog. */
export type OverlayId = 'palette' | 'open-story' | 'shortcuts' | 'help' | 'about' | 'new-story' | 'remove-samples' | 'hold' | 'export-bundle' | 'import-bundle' | 'correct' | 'withdraw' | 'amendments' | 'audit' | 'backups' | 'workspaces' | 'add-workspace';

export type SyncTab = 'items' | 'publications' | 'holds';

const overlay = createStore<OverlayId | null>(null);
const syncPanel = createStore(false);
const syncTab = createStore<SyncTab>('items');

/** What the dialogs of corrections and withdrawals are about: the variant to amend, or the amendment to show. */
const amending = createStore<Id | null>(null);

/** Asks for a correction or a withdrawal of what is published of a variant. */
export function askToAmend(how: 'correct' | 'withdraw', variant: Id): void {
  amending.set(variant);
  overlay.set(how);
}

/** Shows one correction or withdrawal; null: all of them. */
export function showAmendments(amendment: Id | null): void {
  amending.set(amendment);
  overlay.set('amendments');
}

export function useAmending(): Id | null {
  return useStore(amending);
}

export function openOverlay(id: OverlayId): void {
  overlay.set(id);
}

export function closeOverlay(): void {
  overlay.set(null);
}

export function useOverlay(): OverlayId | null {
  return useStore(overlay);
}

export function toggleSyncPanel(open?: boolean): void {
  syncPanel.update((now) => open ?? !now);
}

/** Which part of the panel is in front; kept while it is closed. */
export function showSyncTab(tab: SyncTab): void {
  syncTab.set(tab);
}

export function useSyncTab(): SyncTab {
  return useStore(syncTab);
}

export function useSyncPanelOpen(): boolean {
  return useStore(syncPanel);
}
