import { z } from 'zod';
import { Instant, Sha256 } from '../domain/ids.ts';

/** What a page says of itself, as it was when a person had it fetched: what channels make a link's card from. */
export const LinkCard = z.object({
  /** The page's address in the parser's form, without its fragment. */
  url: z.string(),
  title: z.string(),
  description: z.string(),
  /** Empty where the page names none. */
  siteName: z.string(),
  /** A thumbnail, served as `media://card/<sha256>`; null for none, or none that could be had. */
  picture: z.object({ sha256: Sha256, width: z.int(), height: z.int() }).nullable(),
  fetchedAt: Instant,
});
export type LinkCard = z.infer<typeof LinkCard>;
