export interface VirtualDisplay {
  readonly display: string;
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  stop(): Promise<void>;
}
export function ensureXvfb(report?: (text: string) => void): Promise<void>;
export function hasDisplay(env?: NodeJS.ProcessEnv): boolean;
export function startXvfb(options?: { readonly width?: number; readonly height?: number }): Promise<VirtualDisplay>;
