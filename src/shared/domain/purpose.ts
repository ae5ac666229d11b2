import { z } from 'zod';

/** What a story is for. */
export const Purpose = z.enum(['breaking', 'information', 'event', 'emotive', 'listening']);
export type Purpose = z.infer<typeof Purpose>;
