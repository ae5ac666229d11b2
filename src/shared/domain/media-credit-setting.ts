import { z } from 'zod';

/** Whom a file is owed to and on which terms it may be used: a note for colleagues, which no reader of a channel sees. */
export const MediaCreditSetting = z.strictObject({ credit: z.string().trim().max(300), licence: z.string().trim().max(500) });
export type MediaCreditSetting = z.infer<typeof MediaCreditSetting>;
