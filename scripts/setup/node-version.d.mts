export function supportedNode(version: string): boolean;
export function checkNode(): void;
