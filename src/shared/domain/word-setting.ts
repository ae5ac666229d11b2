import { z } from 'zod';

const Note = z.string().trim().max(500);

/** What a colleague should know of a word; empty for nothing. */
export const WordSetting = z.strictObject({ note: Note });

/** The plain word; empty takes a word of the built-in list away (language/spelling/plain-words.ts). */
export const PlainWordSetting = z.strictObject({ plain: z.string().trim().max(200), note: Note });

export const TermSetting = z.strictObject({ wrong: z.array(z.string().trim().min(1).max(200)).min(1).max(50), note: Note });
