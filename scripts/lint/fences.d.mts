export function roomOf(path: string): string | null;
export function refusal(from: string, specifier: string): string | null;
