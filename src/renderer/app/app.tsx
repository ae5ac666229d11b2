import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import { isCommandId } from '#shared/contract/commands.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import type { ShellState } from '#shared/contract/shell-contract.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FormatsContext } from '../components/formats.ts';
import { PlatformContext } from '../components/platform.ts';
import { LiveRegions, showToast, Toasts } from '../components/toast.tsx';
import { type Shell, ShellContext, useShell } from '../rpc/bridge.ts';
import { CoreContext, type CoreConnection, useConnection } from '../rpc/core-client.ts';
import { errorDataOf } from '../rpc/errors.ts';
import { followChanges } from '../rpc/live.ts';
import { createQueryClient, useWorkspace } from '../rpc/queries.ts';
import { flushAll } from './before-quit.ts';
import { runCommand } from './commands.ts';
import { afterComposition, watchCompositions } from './end-composition.ts';
import { stepHistory } from './edit-history.ts';
import { Frame } from './frame.tsx';
import styles from './frame.module.css';
import { JoinScreen, OtherNewsroom } from './join-screen.tsx';
import { listenForShortcuts } from './keyboard.ts';
import { Mark } from './mark.tsx';
import { useRoute } from './navigation.ts';
import { rememberPaneFocus } from './panes.ts';
import { ShellStateContext, type ShellStateValue, useShellState } from './shell-state.ts';
import { applyTheme } from './theme.ts';
import { WorkspaceContext } from './workspace-context.ts';
import { useT } from '../components/use-t.ts';

export interface AppProps {
  readonly shell: Shell;
  readonly connection: CoreConnection;
  readonly initial: ShellState;
  readonly i18n: I18n;
}

/** Everything around the frame: the bridges, the language, the theme, and the newsroom once it is known. */
export function App({ shell, connection, initial, i18n }: AppProps): ReactNode {
  const [queries] = useState(createQueryClient);
  return (
    <ShellContext value={shell}>
      <CoreContext value={connection}>
        <QueryClientProvider client={queries}>
          <I18nextProvider i18n={i18n}>
            <Desktop initial={initial} i18n={i18n}>
              <Newsroom />
            </Desktop>
          </I18nextProvider>
        </QueryClientProvider>
      </CoreContext>
    </ShellContext>
  );
}

/** Follows the shell's state: language and theme change at once, without taking anything off the screen. */
function Desktop({ initial, i18n, children }: { readonly initial: ShellState; readonly i18n: I18n; readonly children: ReactNode }): ReactNode {
  const shell = useShell();
  const [state, setState] = useState(initial);
  const value = useMemo(
    (): ShellStateValue => ({
      state,
      change: async (settings) => setState(await shell.invoke('shell:set-settings', settings)),
      adopt: setState,
    }),
    [shell, state],
  );
  useEffect(() => {
    const stop = shell.on('shell:state-changed', setState);
    // What changed between the first answer and this moment was told to nobody.
    void shell.invoke('shell:state', undefined).then(setState);
    return stop;
  }, [shell]);
  useEffect(() => {
    applyTheme(document, state.dark);
  }, [state.dark]);
  useEffect(() => {
    document.documentElement.lang = state.language;
    void i18n.changeLanguage(state.language);
  }, [i18n, state.language]);
  return (
    <ShellStateContext value={value}>
      <PlatformContext value={state.platform}>
        <I18nProvider locale={state.language === 'ko' ? 'ko-KR' : 'en-US'}>{children}</I18nProvider>
      </PlatformContext>
    </ShellStateContext>
  );
}

function Newsroom(): ReactNode {
  const { t } = useT();
  const { state } = useShellState();
  const { data: view, error, refetch } = useWorkspace();
  useWindow();
  const formats = useMemo(() => ({ language: state.language, timeZone: view?.workspace.timeZone ?? 'Asia/Seoul' }), [state.language, view?.workspace.timeZone]);
  const shell = useShell();
  const fatal = state.fatal;
  const shown = view !== undefined || error !== null || fatal !== null;
  useEffect(() => {
    if (shown) void shell.invoke('shell:ready', undefined);
  }, [shell, shown]);
  if (fatal !== null) {
    const code = ErrorCode.safeParse(fatal.code);
    return (
      <main className={styles.opening}>
        <Mark size={64} />
        <h1>{t('fatal.title')}</h1>
        <ErrorNotice code={code.success ? code.data : 'internal'}>{fatal.detail !== '' && <p className="selectable">{fatal.detail}</p>}</ErrorNotice>
        <OtherNewsroom />
      </main>
    );
  }
  if (view === undefined) {
    return (
      <main className={styles.opening}>
        <Mark size={64} />
        {error === null ? (
          <p role="status">{t('banner.starting')}</p>
        ) : (
          <ErrorNotice code={errorDataOf(error).code}>
            <p>
              <Button onPress={() => void refetch()}>{t('action.retry')}</Button>
            </p>
          </ErrorNotice>
        )}
      </main>
    );
  }
  return (
    <FormatsContext value={formats}>
      <WorkspaceContext value={view}>
        {view.joining ? <JoinScreen /> : <Frame />}
        <Toasts />
        <LiveRegions />
      </WorkspaceContext>
    </FormatsContext>
  );
}

/** What the window listens to for as long as it lives: shortcuts, the menu bar, the core's changes, the wish to close. */
function useWindow(): void {
  const { t } = useT();
  const shell = useShell();
  const connection = useConnection();
  const queries = useQueryClient();
  const route = useRoute();
  const { state } = useShellState();
  const context = useRef({ platform: state.platform, letterKeys: state.settings.letterKeys, screen: route.screen });
  useLayoutEffect(() => {
    context.current = { platform: state.platform, letterKeys: state.settings.letterKeys, screen: route.screen };
  });
  useEffect(() => {
    const ended = new AbortController();
    void followChanges(connection, queries, ended.signal);
    const stops = [
      listenForShortcuts(window, () => context.current),
      rememberPaneFocus(document),
      watchCompositions(document),
      shell.on('shell:command', (id) => {
        if (isCommandId(id)) afterComposition(() => runCommand(id));
      }),
      shell.on('shell:history', stepHistory),
      shell.on('shell:before-quit', () => void flushAll(document).then((saved) => shell.invoke('shell:quit-ready', saved))),
    ];
    return () => {
      ended.abort();
      for (const stop of stops) stop();
    };
  }, [connection, queries, shell]);
  useEffect(() => shell.on('shell:kept-open', () => void showToast({ tone: 'bad', text: t('keptOpen.title'), detail: t('keptOpen.next') })), [shell, t]);
}
