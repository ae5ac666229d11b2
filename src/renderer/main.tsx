import { createRoot } from 'react-dom/client';
import { createI18n } from '#shared/i18n/index.ts';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/app.tsx';
import { applyTheme } from './app/theme.ts';
import { createShell } from './rpc/bridge.ts';
import { connectCore } from './rpc/core-client.ts';

/** Composes the window: the bridges first, then the theme and the language, so that nothing is drawn twice. */
async function start(): Promise<void> {
  const shell = createShell(window.sotong);
  const connection = connectCore(shell, window);
  const initial = await shell.invoke('shell:state', undefined);
  applyTheme(document, initial.dark);
  document.documentElement.lang = initial.language;
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root');
  createRoot(root, {
    onUncaughtError: (error) => void shell.invoke('shell:log', { level: 'error', message: String(error instanceof Error ? (error.stack ?? error) : error).slice(0, 10_000) }),
  }).render(<App shell={shell} connection={connection} initial={initial} i18n={createI18n(initial.language)} />);
}

// A file dropped beside its field must not replace the window.
for (const type of ['dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => {
    if (!event.defaultPrevented) event.preventDefault();
  });
}

await start();
