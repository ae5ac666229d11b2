import { useMutation } from '@tanstack/react-query';
import { mayHold } from '#shared/domain/hold.ts';
import { resetPaneSizes } from '../components/split-pane.tsx';
import { showToast } from '../components/toast.tsx';
import { useShell } from '../rpc/bridge.ts';
import { useCore } from '../rpc/core-client.ts';
import { errorCodeOf } from '../rpc/errors.ts';
import { useStory, useSyncStatus } from '../rpc/queries.ts';
import { flushAll } from './before-quit.ts';
import { useCommands } from './commands.ts';
import { goBack, goForward, goToScreen, navigate, useHistory, useRoute } from './navigation.ts';
import { askToAmend, openOverlay, showAmendments, toggleSyncPanel } from './overlays.ts';
import { focusPane } from './panes.ts';
import { requestImport, requestSearchFocus } from './requests.ts';
import { SCREENS } from './screens.tsx';
import { useShellState } from './shell-state.ts';
import { useWorkspaceView } from './workspace-context.ts';
import { isOut } from './published.ts';
import { useT } from '../components/use-t.ts';

/** What the frame's own commands do. Those of a screen are registered by the screen. */
export function useFrameCommands({ toggleSidebar }: { readonly toggleSidebar: () => void }): void {
  const { t } = useT();
  const shell = useShell();
  const core = useCore();
  const { state, change, adopt } = useShellState();
  const { readOnly, workspace, roles } = useWorkspaceView();
  const { canGoBack, canGoForward } = useHistory();
  const { data: status } = useSyncStatus();
  const failed = (error: unknown): void => {
    const code = errorCodeOf(error);
    showToast({ tone: 'bad', text: t(`errors:${code}.title`), detail: t(`errors:${code}.next`) });
  };
  const backup = useMutation({
    mutationFn: () => core.workspace.backupNow(),
    onSuccess: ({ path }) => showToast({ text: t('settings:backup.done', { path }) }),
    onError: failed,
  });
  const sync = useMutation({ mutationFn: () => core.sync.now(), onSuccess: () => showToast({ text: t('sync:toast.synced') }), onError: failed });
  const online = useMutation({
    mutationFn: (to: boolean) => core.sync.setOnline({ online: to }),
    onSuccess: (_status, to) => showToast({ text: t(to ? 'sync:toast.online' : 'sync:toast.offline') }),
    onError: failed,
  });
  const zoom = (way: 'in' | 'out' | 'reset') => () => void shell.invoke('shell:zoom', way).then(adopt);
  const route = useRoute();
  const { data: story } = useStory('story' in route ? route.story : null);
  const row = story?.variants.find(({ id }) => 'variant' in route && id === route.variant);
  const amendable = row !== undefined && isOut(row) ? row.id : null;
  const amend = (how: 'correct' | 'withdraw'): void => {
    // A correction takes the words of the draft: what is on screen is saved first.
    if (amendable !== null) void flushAll(document).then(() => askToAmend(how, amendable));
  };
  const isOffline = status?.connection === 'offline-by-choice';
  useCommands({
    'story.new': { enabled: !readOnly, run: () => openOverlay('new-story') },
    'story.import': {
      enabled: !readOnly,
      run: () => {
        requestImport();
        openOverlay('new-story');
      },
    },
    'story.open': () => openOverlay('open-story'),
    'bundle.export': () => openOverlay('export-bundle'),
    'bundle.import': { enabled: !readOnly, run: () => openOverlay('import-bundle') },
    'app.backup': { enabled: !backup.isPending, run: () => backup.mutate() },
    'samples.remove': { enabled: !readOnly && workspace.demonstration, run: () => openOverlay('remove-samples') },
    'window.new': () => void shell.invoke('shell:open-window', JSON.stringify(route)).catch(failed),
    'settings.open': () => navigate({ screen: 'settings' }),
    'palette.open': () => openOverlay('palette'),
    'library.search': () => {
      goToScreen('library');
      requestSearchFocus();
    },
    'go.library': () => goToScreen('library'),
    'go.compose': { enabled: SCREENS.compose !== undefined, run: () => goToScreen('compose') },
    'go.review': { enabled: SCREENS.review !== undefined, run: () => goToScreen('review') },
    'go.translate': { enabled: SCREENS.translate !== undefined, run: () => goToScreen('translate') },
    'history.back': { enabled: canGoBack, run: goBack },
    'history.forward': { enabled: canGoForward, run: goForward },
    'sync.panel': () => toggleSyncPanel(),
    'publish.hold': { enabled: !readOnly && mayHold({ roles }), run: () => openOverlay('hold') },
    'publish.correct': { enabled: amendable !== null && !readOnly, run: () => amend('correct') },
    'publish.withdraw': { enabled: amendable !== null && !readOnly, run: () => amend('withdraw') },
    'backups.open': () => openOverlay('backups'),
    'audit.open': () => openOverlay('audit'),
    'publish.amendments': () => showAmendments(null),
    'sync.now': { enabled: !isOffline, run: () => sync.mutate() },
    'sync.toggle-online': { enabled: status !== undefined, run: () => online.mutate(isOffline) },
    'sidebar.toggle': toggleSidebar,
    'layout.reset': resetPaneSizes,
    'pane.next': () => focusPane(document, 1),
    'pane.previous': () => focusPane(document, -1),
    'zoom.in': zoom('in'),
    'zoom.out': zoom('out'),
    'zoom.reset': zoom('reset'),
    'language.toggle': () => void change({ language: state.language === 'ko' ? 'en' : 'ko' }),
    'theme.toggle': () => void change({ theme: state.dark ? 'light' : 'dark' }),
    'help.open': () => openOverlay('help'),
    'shortcuts.open': () => openOverlay('shortcuts'),
    'app.about': () => openOverlay('about'),
  });
}
