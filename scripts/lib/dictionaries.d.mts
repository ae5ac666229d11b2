export function copyDictionaries(folder: string): string[];
