import { useEffect, useLayoutEffect, useRef } from 'react';
import { COMMANDS, type CommandId } from '#shared/contract/commands.ts';
import { createStore, useStore } from './store.ts';

/** What a command does here and now. With `enabled: false` it is known but cannot be used. */
interface CommandHandler {
  readonly run: () => void;
  readonly enabled?: boolean;
}

export type CommandHandlers = Partial<Record<CommandId, CommandHandler | (() => void)>>;

interface Registration {
  readonly handlers: CommandHandlers;
}

/** Later registrations win: a screen may take over a command of the frame while it is shown. */
let registrations: readonly Registration[] = [];

/** Which commands can be used now; those of no registration cannot. */
const enabled = createStore<ReadonlySet<CommandId>>(new Set());

function handlerOf(id: CommandId): CommandHandler | null {
  for (const { handlers } of registrations.toReversed()) {
    const handler = handlers[id];
    if (handler !== undefined) return typeof handler === 'function' ? { run: handler } : handler;
  }
  return null;
}

function refresh(): void {
  const now = new Set(COMMANDS.map((spec) => spec.id).filter((id) => handlerOf(id)?.enabled ?? handlerOf(id) !== null));
  const before = enabled.get();
  if (now.size !== before.size || [...now].some((id) => !before.has(id))) enabled.set(now);
}

/** Registers what some commands do for as long as the component is mounted. The newest functions are called. */
export function useCommands(handlers: CommandHandlers): void {
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  const shape = Object.entries(handlers)
    .map(([id, handler]) => `${id}:${typeof handler === 'function' || handler.enabled !== false}`)
    .join(',');
  useEffect(() => {
    const registration: Registration = {
      get handlers() {
        return latest.current;
      },
    };
    registrations = [...registrations, registration];
    refresh();
    return () => {
      registrations = registrations.filter((each) => each !== registration);
      refresh();
    };
  }, []);
  useEffect(refresh, [shape]);
}

export function isEnabled(id: CommandId): boolean {
  return enabled.get().has(id);
}

/** Runs a command if it can be used now; says whether it could. */
export function runCommand(id: CommandId): boolean {
  const handler = handlerOf(id);
  if (handler === null || handler.enabled === false) return false;
  handler.run();
  return true;
}

/** The commands that can be used now. */
export function useEnabledCommands(): ReadonlySet<CommandId> {
  return useStore(enabled);
}
