/** Puts what is on screen on disk; the window waits for it before it closes. False when something could not be saved. */
type Flush = () => Promise<boolean>;

const flushes = new Set<Flush>();

/** Registers, for as long as the window lives, what saves the texts of a screen: they outlive the screen that shows them. */
export function beforeQuit(flush: Flush): void {
  flushes.add(flush);
}

/**
 * Ends the composition under way (leaving the field commits the syllable), and saves everything. Answers whether all of it
 * is on the disk. Never rejects: a failed save has told the writer by itself, and must not keep the window open for ever.
 */
export async function flushAll(document: Document): Promise<boolean> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const saved = await Promise.allSettled([...flushes].map((flush) => flush()));
  return saved.every((each) => each.status === 'fulfilled' && each.value);
}
