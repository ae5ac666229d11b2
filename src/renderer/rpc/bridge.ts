import { createContext, useContext } from 'react';
import type { z } from 'zod';
import { type ShellBridge, type ShellChannel, shellChannels, type ShellChannels, type ShellEvent, shellEvents, type ShellEvents } from '#shared/contract/shell-contract.ts';

declare global {
  interface Window {
    readonly sotong: ShellBridge;
  }
}

/** The desktop shell, with everything that it says parsed by the contract. */
export interface Shell {
  invoke<C extends ShellChannel>(channel: C, input: z.input<ShellChannels[C]['input']>): Promise<z.output<ShellChannels[C]['output']>>;
  on<E extends ShellEvent>(event: E, listener: (payload: z.output<ShellEvents[E]>) => void): () => void;
  requestPort(): void;
}

/** Wraps the bridge that the preload put on the window. What does not parse is an error for `invoke` and is dropped for an event. */
export function createShell(bridge: ShellBridge): Shell {
  return {
    async invoke(channel, input) {
      const output: z.ZodType = shellChannels[channel].output;
      return output.parse(await bridge.invoke(channel, input)) as never;
    },
    on(event, listener) {
      const schema: z.ZodType = shellEvents[event];
      return bridge.on(event, (payload) => {
        const parsed = schema.safeParse(payload);
        if (parsed.success) listener(parsed.data as never);
      });
    },
    requestPort: () => bridge.requestPort(),
  };
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('No shell around this component');
  return shell;
}
