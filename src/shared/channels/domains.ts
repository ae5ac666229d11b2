import twitter from 'twitter-text';

/** Whether a name ends in a top-level domain that exists, by twitter-text's list: `seoul.go.kr`, and not `photo.jpg`. */
export function isKnownDomain(name: string): boolean {
  const found = twitter.extractUrlsWithIndices(name, { extractUrlsWithoutProtocol: true });
  return found.length === 1 && found[0]?.indices[0] === 0 && found[0].indices[1] === name.length;
}
