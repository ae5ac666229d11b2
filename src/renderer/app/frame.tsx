import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, PanelLeft, Plus, Search } from 'lucide-react';
import { type ComponentType, memo, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { COMMANDS } from '#shared/contract/commands.ts';
import { ExportBundleDialog } from '../features/bundle/export-dialog.tsx';
import { ImportBundleDialog } from '../features/bundle/import-dialog.tsx';
import { NewStoryDialog } from '../features/library/new-story-dialog.tsx';
import { RemoveSamplesDialog } from '../features/library/remove-samples-dialog.tsx';
import { AuditDialog } from '../features/audit/audit-dialog.tsx';
import { BackupsDialog } from '../features/backups/backups-dialog.tsx';
import { AmendmentsDialog } from '../features/review/amend/amendments-dialog.tsx';
import { AskDialog } from '../features/review/amend/ask-dialog.tsx';
import { HoldDialog } from '../features/sync/hold-dialog.tsx';
import { WorkspacesDialog } from '../features/workspaces/workspaces-dialog.tsx';
import { SyncPanel } from '../features/sync/sync-panel.tsx';
import { Button, IconButton } from '../components/button.tsx';
import { Skeleton } from '../components/empty-state.tsx';
import { CommandKbd } from '../components/kbd.tsx';
import { useShell } from '../rpc/bridge.ts';
import { useCore } from '../rpc/core-client.ts';
import { queryKeys } from '../rpc/query-keys.ts';
import { Banners } from './banners.tsx';
import { CommandPalette } from './command-palette.tsx';
import { isEnabled, runCommand, useEnabledCommands } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './frame.module.css';
import { setFocusMode, useFocusMode } from './focus-mode.ts';
import { AboutDialog, HelpDialog, ShortcutsDialog } from './help-dialogs.tsx';
import { goBack, goForward, navigate, type Route, useHistory, useRoute } from './navigation.ts';
import { focusScreen } from './panes.ts';
import { NotificationBell } from './notifications/notification-bell.tsx';
import { OpenStoryPalette } from './open-story-palette.tsx';
import { closeOverlay, openOverlay, toggleSyncPanel, useAmending, useOverlay, useSyncPanelOpen } from './overlays.ts';
import { useTitleStory } from './screen-title.ts';
import { loadCompose, SCREENS } from './screens.tsx';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useFrameCommands } from './frame-commands.ts';
import { useWorkspaceCommands } from './workspace-commands.ts';
import { useT } from '../components/use-t.ts';

const SIDEBAR_KEY = 'sotong.sidebar';
const NARROW_PX = 1100;

/** The window: sidebar, toolbar, banners, the screen, the sync panel, the status bar, and the frame's dialogs. */
export function Frame(): ReactNode {
  const { t } = useT();
  const route = useRoute();
  const { canGoBack, canGoForward } = useHistory();
  const shell = useShell();
  const [collapsed, setCollapsed] = useSidebar();
  const syncOpen = useSyncPanelOpen();
  const isAlone = useFocusMode();
  // What is asked for is to be seen.
  useEffect(() => {
    if (syncOpen) setFocusMode(false);
  }, [syncOpen]);
  useWorkspaceCommands();
  useFrameCommands({ toggleSidebar: () => setCollapsed(!collapsed) });
  useFocusOnSwitch(route.screen);
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadCompose(), { timeout: 5_000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <div className={styles.frame} data-focus-mode={isAlone || undefined}>
      <MenuState />
      <CountedSidebar collapsed={collapsed} />
      <header className={styles.toolbar} data-pane="toolbar" aria-label={t('toolbar.label')}>
        <IconButton icon={PanelLeft} label={t(collapsed ? 'nav.expand' : 'nav.collapse')} command="sidebar.toggle" onPress={() => setCollapsed(!collapsed)} />
        <IconButton icon={ArrowLeft} label={t('commands:history.back')} command="history.back" isDisabled={!canGoBack} onPress={goBack} />
        <IconButton icon={ArrowRight} label={t('commands:history.forward')} command="history.forward" isDisabled={!canGoForward} onPress={goForward} />
        <h1 className={styles.heading}>{t(`nav.${route.screen}`)}</h1>
        <span className={styles.spring} />
        <AriaButton className={styles.searchButton ?? ''} onPress={() => openOverlay('palette')}>
          <Search size={16} strokeWidth={1.5} aria-hidden />
          <span>{t('toolbar.search')}</span>
          <CommandKbd command="palette.open" plain />
        </AriaButton>
        <span className={styles.spring} />
        <NotificationBell />
        <Button variant={route.screen === 'library' ? 'primary' : 'secondary'} icon={Plus} command="story.new" onPress={() => runCommand('story.new')}>
          {t('library:action.newStory')}
        </Button>
      </header>
      <div className={styles.banners}>
        <Banners />
      </div>
      <main className={styles.main} aria-label={t(`nav.${route.screen}`)}>
        <ErrorBoundary
          resetKey={JSON.stringify(route)}
          onError={(message) => void shell.invoke('shell:log', { level: 'error', message })}
          onExport={(text) => void shell.invoke('shell:save-text', { suggestedName: `${t('crash.fileName')}.txt`, text })}
          onLeave={() => navigate({ screen: 'library' })}
        >
          <Suspense fallback={<Skeleton label={t('loading')} />}>
            <Screen route={route} />
          </Suspense>
        </ErrorBoundary>
      </main>
      {syncOpen && (
        <div className={styles.dock}>
          <SyncPanel onClose={() => toggleSyncPanel(false)} />
        </div>
      )}
      <StatusBar />
      <Overlays />
    </div>
  );
}

/** Rendered for another route only: what goes on around it, at the start above all, leaves it alone. */
const Screen = memo(function Screen({ route }: { readonly route: Route }): ReactNode {
  // The table pairs each screen with its own route; the pair is lost on the way through a variable key.
  const Component = SCREENS[route.screen] as ComponentType<{ route: Route }> | undefined;
  useFocusOnSwitch(route.screen);
  return Component === undefined ? null : <Component route={route} />;
});

/** The dialog of the frame that is open. */
export function Overlays(): ReactNode {
  const overlay = useOverlay();
  const amending = useAmending();
  switch (overlay) {
    case null:
      return null;
    case 'palette':
      return <CommandPalette onClose={closeOverlay} />;
    case 'open-story':
      return <OpenStoryPalette onClose={closeOverlay} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeOverlay} />;
    case 'help':
      return <HelpDialog onClose={closeOverlay} />;
    case 'about':
      return <AboutDialog onClose={closeOverlay} />;
    case 'new-story':
      return <NewStoryDialog onClose={closeOverlay} />;
    case 'remove-samples':
      return <RemoveSamplesDialog onClose={closeOverlay} />;
    case 'hold':
      return <HoldDialog onClose={closeOverlay} />;
    case 'correct':
    case 'withdraw':
      return amending === null ? null : <AskDialog how={overlay} variant={amending} onClose={closeOverlay} />;
    case 'amendments':
      return <AmendmentsDialog first={amending} onClose={closeOverlay} />;
    case 'audit':
      return <AuditDialog onClose={closeOverlay} />;
    case 'backups':
      return <BackupsDialog onClose={closeOverlay} />;
    case 'export-bundle':
      return <ExportBundleDialog onClose={closeOverlay} />;
    case 'import-bundle':
      return <ImportBundleDialog onClose={closeOverlay} />;
    case 'workspaces':
    case 'add-workspace':
      return <WorkspacesDialog adding={overlay === 'add-workspace'} onClose={closeOverlay} />;
  }
}

/**
 * What had the focus went with the old screen: the keyboard goes on in the new one. Used both by the
 * frame, which sees every switch, and within the boundary, which sees when a screen that had to be
 * loaded is here.
 */
function useFocusOnSwitch(screen: Route['screen']): void {
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    if (document.activeElement === document.body) focusScreen(document);
  }, [screen]);
}

/** Whether the sidebar shows icons only: the person's choice, kept; in a narrow window it starts so. */
function useSidebar(): readonly [boolean, (collapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState(() => {
    const kept = localStorage.getItem(SIDEBAR_KEY);
    return kept === null ? window.innerWidth < NARROW_PX : kept === 'collapsed';
  });
  return [
    collapsed,
    (to) => {
      localStorage.setItem(SIDEBAR_KEY, to ? 'collapsed' : 'open');
      setCollapsed(to);
    },
  ];
}

function CountedSidebar({ collapsed }: { readonly collapsed: boolean }): ReactNode {
  return <Sidebar collapsed={collapsed} counts={useCounts()} />;
}

function useCounts(): { readonly library?: number; readonly review?: number; readonly translate?: number } {
  const core = useCore();
  const { data } = useQuery({ queryKey: queryKeys.counts, queryFn: () => core.stories.counts() });
  return { review: data?.['to-review'] ?? 0, translate: data?.['needs-translation'] ?? 0 };
}

/** Tells the shell the window's title and which commands can be used, so that its menus agree. A component of its own: the frame is not rendered when a command can be used. */
function MenuState(): null {
  const { t } = useT();
  const shell = useShell();
  const route = useRoute();
  const story = useTitleStory();
  const enabled = useEnabledCommands();
  const screen = t(`nav.${route.screen}`);
  const title = story === null || story === '' ? `${screen} — ${t('appName')}` : `${story}, ${screen} — ${t('appName')}`;
  useEffect(() => {
    document.title = title;
    void shell.invoke('shell:menu-state', { enabled: Object.fromEntries(COMMANDS.map(({ id }) => [id, isEnabled(id)])), title: title.slice(0, 500) });
  }, [enabled, shell, title]);
  return null;
}
