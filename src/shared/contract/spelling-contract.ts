import { z } from 'zod';
import { Language } from '../domain/ids.ts';

/** How many words are asked about at once, at most. */
export const MAX_WORDS = 2_000;

export const SpellingWords = z.object({ language: Language, words: z.array(z.string().min(1).max(100)).max(MAX_WORDS) });

/** `missing`: that dictionary is not installed. `failed`: it could not be read, or did not answer. Then nothing is wrong. */
export const LookedUp = z.object({ state: z.enum(['ready', 'missing', 'failed']), wrong: z.array(z.string()) });
export type LookedUp = z.infer<typeof LookedUp>;

/** A dictionary of others that comes beside the app: whose it is, under which licence, where its source is. */
export const DictionaryAbout = z.object({ name: z.string(), licence: z.string(), source: z.string(), package: z.string() });
export const DictionaryView = z.object({ language: Language, /** Null when it is not installed. */ installed: DictionaryAbout.extend({ licenceText: z.string() }).nullable() });
export type DictionaryView = z.infer<typeof DictionaryView>;
