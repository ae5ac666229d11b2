import { splitParticle } from '../particles.ts';
import { fitsAsParticle } from './word-particles.ts';

/** The newsroom's own words, laid out so that a word of a text is looked up quickly. */
export interface KnownWords {
  /** Hangul, by the first syllable. */
  readonly hangul: ReadonlyMap<string, readonly string[]>;
  /** Latin letters, as written. */
  readonly latin: ReadonlySet<string>;
}

/** Of an entry of several words (`기후 동행 카드`) each is known. */
export function knownWords(entries: Iterable<string>): KnownWords {
  const hangul = new Map<string, string[]>();
  const latin = new Set<string>();
  for (const entry of entries) {
    for (const [part] of entry.normalize('NFC').matchAll(/[가-힣]+|[\p{Script=Latin}]+(?:['’][\p{Script=Latin}]+)*/gu)) {
      if (!/^[가-힣]/u.test(part)) {
        latin.add(part.replaceAll('’', "'"));
        continue;
      }
      const same = hangul.get(part.charAt(0));
      if (same === undefined) hangul.set(part.charAt(0), [part]);
      else if (!same.includes(part)) same.push(part);
    }
  }
  return { hangul, latin };
}

/**
 * Whether a word of a text is one of the newsroom's: itself, in Korean with a particle that fits its last sound
 * (`따릉이는` for 따릉이, and not `따릉이은`), in English with 's. An English entry in small letters is known with any capitals.
 */
export function isKnownWord(word: string, known: KnownWords): boolean {
  if (/^[가-힣]/u.test(word)) {
    const candidates = known.hangul.get(word.charAt(0));
    return candidates !== undefined && candidates.some((candidate) => word.startsWith(candidate) && fitsAsParticle(candidate, word.slice(candidate.length)));
  }
  const plain = word.replaceAll('’', "'");
  const bare = plain.replace(/'s$/u, '');
  return known.latin.has(plain) || known.latin.has(bare) || known.latin.has(bare.toLowerCase());
}

/** The name in a word of a text, as it is proposed for the list: without what is most likely a particle, or 's. */
export function nameIn(word: string): string {
  return splitParticle(word)?.stem ?? word.replaceAll('’', "'").replace(/'s$/u, '');
}
