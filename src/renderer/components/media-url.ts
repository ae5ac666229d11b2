/** Where the shell serves a picture of the workspace, by the SHA-256 of its bytes. */
export function mediaUrl(sha256: string): string {
  return `media://asset/${sha256}`;
}
