import { createContext, useContext } from 'react';
import type { Settings, ShellState } from '#shared/contract/shell-contract.ts';

export interface ShellStateValue {
  readonly state: ShellState;
  /** Changes settings; they take effect at once, menus included. */
  readonly change: (settings: Partial<Settings>) => Promise<void>;
  /** Takes over a state that the shell answered with. */
  readonly adopt: (state: ShellState) => void;
}

export const ShellStateContext = createContext<ShellStateValue | null>(null);

/** The desktop's settings and state, and how to change them. */
export function useShellState(): ShellStateValue {
  const value = useContext(ShellStateContext);
  if (value === null) throw new Error('No shell state around this component');
  return value;
}
