import { z } from 'zod';

/** A figure of a channel as a newsroom knows it: the value, why, and when it was found out (channels/figures.ts). */
export const FigureSetting = z.strictObject({ value: z.number().positive(), note: z.string().trim().min(1).max(500), checkedAt: z.iso.date() });
