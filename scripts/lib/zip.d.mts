export function unzip(
  archive: string,
  target: string,
  options?: {
    readonly rename?: (name: string) => string | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<void>;
