import { app, type Session } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/** Everything that a page could ask the browser for is refused: the app needs none of it. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Chromium would look for dictionaries on the network even with spelling off; an empty list asks for none.
  session.setSpellCheckerLanguages([]);
  session.webRequest.onBeforeRequest((details, decide) => {
    const url = new URL(details.url);
    const local = ['app:', 'media:', 'data:', 'blob:', 'devtools:'].includes(url.protocol);
    decide({ cancel: !local });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** Whether a page of this address is our own interface. */
export function isOurs(address: string): boolean {
  return address === `${APP_ORIGIN}/` || address.startsWith(`${APP_ORIGIN}/`);
}

/** No window goes anywhere but to our own interface; nothing opens another window; no webview is attached. */
export function lockNavigation(onExternal: (address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      onExternal(url);
      return { action: 'deny' };
    });
  });
}
