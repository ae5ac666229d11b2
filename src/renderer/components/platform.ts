import { createContext, useContext } from 'react';

/** The operating system's name as Node gives it (`darwin`, `win32`, `linux`): decides how shortcuts read. */
export const PlatformContext = createContext<string>('linux');

export function usePlatform(): string {
  return useContext(PlatformContext);
}
