/** The handle behind an @, as most channels show it; nothing for none. */
export function at(handle: string): string {
  return handle === '' ? '' : `@${bare(handle)}`;
}

/** The handle without its @, as Instagram and Threads show it. */
export function bare(handle: string): string {
  return handle.replace(/^@/u, '');
}
