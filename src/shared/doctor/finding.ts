import type { FindingKey, InvariantId } from './words.ts';

export type FindingValues = Readonly<Record<string, string | number>>;

/** One thing that is not as it should be. Never holds a text or a secret, only where it is. */
export type Finding = {
  readonly invariant: InvariantId;
  /** `error`: an invariant is broken. `warning`: worth a person's look, and can be explained. */
  readonly level: 'error' | 'warning';
  /** The id of what it is about: an entry, a revision, a publication, a post, a story; or a place. */
  readonly subject: string;
  readonly key: FindingKey;
  readonly values: FindingValues;
};

/** What one check looked at, and what it found. A check that looked at nothing says nothing. */
export type Examined = {
  readonly invariant: InvariantId;
  /** How many things were looked at, and what they are: `entries`, `posts`. */
  readonly looked: number;
  readonly what: string;
  readonly findings: readonly Finding[];
};

/** Collects what one check sees. */
export type Check = {
  /** One more thing was looked at. */
  readonly look: () => void;
  readonly found: (subject: string, key: FindingKey, values?: FindingValues, level?: Finding['level']) => void;
  readonly done: () => Examined;
};

export function startCheck(invariant: InvariantId, what: string): Check {
  const findings: Finding[] = [];
  let looked = 0;
  return {
    look: () => {
      looked += 1;
    },
    found: (subject, key, values = {}, level = 'error') => {
      findings.push({ invariant, level, subject, key, values });
    },
    done: () => ({ invariant, looked, what, findings }),
  };
}
