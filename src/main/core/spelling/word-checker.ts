import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A dictionary at work. The only place that knows which engine reads it: another one needs no more than this. */
export interface WordChecker {
  readonly knows: (word: string) => boolean;
  /** The likeliest first. May take a second; nobody can stop it but by ending the thread. */
  readonly suggest: (word: string) => readonly string[];
}

/** Reads the dictionary of a folder (`index.aff`, `index.dic`) with Hunspell as WebAssembly. Korean takes 1 to 3 seconds and 100 MB, English a tenth. */
export async function openWordChecker(folder: string): Promise<WordChecker> {
  const [{ createHunspellFromStrings }, affixes, words] = await Promise.all([import('hunspell-wasm'), readFile(join(folder, 'index.aff'), 'utf8'), readFile(join(folder, 'index.dic'), 'utf8')]);
  const hunspell = await createHunspellFromStrings(affixes, words);
  return {
    knows: (word) => hunspell.testSpelling(plain(word)),
    // The Korean dictionary answers in separate jamo for some words.
    suggest: (word) => hunspell.getSpellingSuggestions(plain(word)).map((suggestion) => suggestion.normalize('NFC')),
  };
}

/** Dictionaries have the straight apostrophe. */
function plain(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'");
}
