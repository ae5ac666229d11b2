import { acceleratorFor, chordsOf, COMMANDS, type CommandMenu, type CommandSpec, isLetterKey } from '#shared/contract/commands.ts';
import type { i18n as I18n } from 'i18next';
import { Menu, type MenuItemConstructorOptions } from 'electron';

type Item = MenuItemConstructorOptions;

export interface MenuOptions {
  readonly i18n: I18n;
  readonly platform: string;
  /** `window` is the one whose menu it was chosen from, where the system tells. */
  readonly run: (id: string, window: unknown) => void;
  readonly history: (step: 'undo' | 'redo', window: unknown) => void;
}

const SEPARATOR: Item = { type: 'separator' };

/** The commands of one menu, sections parted by separators. Keys are shown, and handled by the window, which knows of compositions. */
function commandItems(menu: CommandMenu, { i18n, platform, run }: MenuOptions): Item[] {
  const specs = COMMANDS.filter((spec) => spec.menu === menu) as readonly CommandSpec[];
  return specs.flatMap((spec, index): Item[] => {
    const title = i18n.t(spec.id as never, { ns: 'commands' }) + (spec.ellipsis === true ? '…' : '');
    const accelerator = acceleratorFor(spec, platform);
    const letter = isLetterKey(chordsOf(spec, platform)[0] ?? '');
    const item: Item = {
      id: spec.id,
      label: title,
      enabled: false,
      click: (_item, window) => run(spec.id, window),
      ...(accelerator === null || letter ? {} : { accelerator, registerAccelerator: false }),
    };
    return index > 0 && specs[index - 1]?.section !== spec.section ? [SEPARATOR, item] : [item];
  });
}

/**
 * Undo and redo. The editor has a history of its own, and a role does nothing where the browser's is
 * empty, as it is after a paste: so the window is asked. Keys are only shown: texts and fields handle them.
 */
export function historyItems(t: (key: string) => string, history: MenuOptions['history'], keys: boolean): Item[] {
  const item = (step: 'undo' | 'redo', accelerator: string): Item => ({
    id: step,
    label: t(step),
    click: (_item, window) => history(step, window),
    ...(keys ? { accelerator, registerAccelerator: false } : {}),
  });
  return [item('undo', 'CmdOrCtrl+Z'), item('redo', 'CmdOrCtrl+Shift+Z')];
}

/** Greys out what cannot be used: a command that a window has not spoken of yet as well. The menu stays the same, so that one that is open stays open. */
export function showEnabled(menu: Menu, enabled: Readonly<Record<string, boolean>>): void {
  for (const { id } of COMMANDS) {
    const item = menu.getMenuItemById(id);
    if (item !== null) item.enabled = enabled[id] === true;
  }
}

export function buildAppMenu(options: MenuOptions): Menu {
  const { i18n, platform } = options;
  const t = (key: string): string => i18n.t(key as never, { ns: 'menu' });
  const mac = platform === 'darwin';
  const appMenu: Item[] = mac
    ? [{ label: 'Sotong', submenu: [{ role: 'about', label: t('about') }, SEPARATOR, { role: 'services', label: t('services') }, SEPARATOR, { role: 'hide', label: t('hide') }, { role: 'hideOthers', label: t('hideOthers') }, { role: 'unhide', label: t('showAll') }, SEPARATOR, { role: 'quit', label: t('quitApp') }] }]
    : [];
  return Menu.buildFromTemplate([
    ...appMenu,
    { label: t('file'), submenu: [...commandItems('file', options), SEPARATOR, mac ? { role: 'close', label: t('closeWindow') } : { role: 'quit', label: t('quit') }] },
    {
      label: t('edit'),
      submenu: [
        ...historyItems(t, options.history, true),
        SEPARATOR,
        { role: 'cut', label: t('cut') },
        { role: 'copy', label: t('copy') },
        { role: 'paste', label: t('paste') },
        { role: 'pasteAndMatchStyle', label: t('pasteAsPlainText') },
        { role: 'selectAll', label: t('selectAll') },
        SEPARATOR,
        ...commandItems('edit', options),
      ],
    },
    { label: t('view'), submenu: [...commandItems('view', options), SEPARATOR, { role: 'togglefullscreen', label: t('fullScreen') }] },
    { label: t('story'), submenu: commandItems('story', options) },
    { label: t('review'), submenu: commandItems('review', options) },
    ...(mac ? [{ label: t('window'), role: 'windowMenu' } satisfies Item] : []),
    { label: t('help'), role: 'help', submenu: [...commandItems('help', options), SEPARATOR, { role: 'toggleDevTools', label: t('devTools') }] },
  ]);
}
