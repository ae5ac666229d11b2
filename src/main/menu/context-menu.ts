import type { i18n as I18n } from 'i18next';
import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { copyText } from '../files/clipboard.ts';
import { historyItems } from './app-menu.ts';
import { safeExternalUrl } from '../security/safe-url.ts';

/** The native menu on a right click: edit roles in text, copy in what is only read, the address on a link. */
export function attachContextMenu(window: BrowserWindow, i18n: I18n, open: (address: string) => void, history: (step: 'undo' | 'redo') => void): void {
  window.webContents.on('context-menu', (_event, params) => {
    const t = (key: string): string => i18n.t(key as never, { ns: 'menu' });
    const items: MenuItemConstructorOptions[] = [];
    const link = safeExternalUrl(params.linkURL);
    if (link !== null) {
      items.push({ label: t('openLink'), click: () => open(link) }, { label: t('copyLink'), click: () => void copyText(link, null) }, { type: 'separator' });
    }
    if (params.isEditable) {
      items.push(
        ...historyItems(t, history, false),
        { type: 'separator' },
        { role: 'cut', label: t('cut'), enabled: params.editFlags.canCut },
        { role: 'copy', label: t('copy'), enabled: params.editFlags.canCopy },
        { role: 'paste', label: t('paste'), enabled: params.editFlags.canPaste },
        { role: 'pasteAndMatchStyle', label: t('pasteAsPlainText'), enabled: params.editFlags.canPaste },
        { role: 'selectAll', label: t('selectAll') },
      );
    } else if (params.selectionText !== '') {
      items.push({ role: 'copy', label: t('copy') });
    }
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
