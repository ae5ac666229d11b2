export const ordinaryUser: number;
export const isRoot: boolean;
export function giveToOrdinaryUser(...paths: readonly string[]): void;
export function temporaryHome(): { readonly folder: string; readonly env: Readonly<Record<string, string>> };
