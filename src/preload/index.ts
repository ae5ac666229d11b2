import { contextBridge, ipcRenderer } from 'electron';
import { type ShellBridge, shellChannels, shellEvents, type ShellEvent } from '#shared/contract/shell-contract.ts';

/**
 * Hands the two bridges over and nothing else: the shell's channels by name, and a port to the
 * core, which goes straight to the page. No Electron object reaches the page.
 */
const bridge: ShellBridge = {
  invoke: (channel, input) => {
    if (!Object.hasOwn(shellChannels, channel)) return Promise.reject(new Error('Unknown channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on: (event, listener) => {
    if (!Object.hasOwn(shellEvents, event)) throw new Error('Unknown event');
    const receive = (_event: unknown, payload: unknown): void => {
      const parsed = shellEvents[event as ShellEvent].safeParse(payload ?? undefined);
      if (parsed.success) listener(parsed.data as never);
    };
    ipcRenderer.on(event, receive);
    return () => {
      ipcRenderer.removeListener(event, receive);
    };
  },
  requestPort: () => ipcRenderer.send('shell:request-port'),
};

contextBridge.exposeInMainWorld('sotong', bridge);

ipcRenderer.on('shell:port', (event) => {
  window.postMessage({ type: 'sotong:port' }, window.location.origin, event.ports as MessagePort[]);
});
