import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** OWASP's password storage cheat sheet, 2025: 19 MiB, two passes, one lane. */
const COST = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32 } as const;

export type Passwords = {
  /** The encoded argon2id hash with a salt of its own. */
  readonly hash: (password: string) => Promise<string>;
  /** Whether it is the password of this hash. Null, an unknown name, takes the same work and is never right. */
  readonly verify: (password: string, hash: string | null) => Promise<boolean>;
};

/**
 * Hashes one password at a time: each takes 19 MiB and some 80 ms of the only thread, and between two
 * of them everybody else's requests get their turn. How many may wait is bounded by the rate limits.
 */
export function passwordHasher(): Passwords {
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(async () => {
      await new Promise((next) => setImmediate(next));
      return work();
    });
    queue = turn.catch(() => undefined);
    return turn;
  };
  const hash = (password: string): Promise<string> => inTurn(() => argon2id({ ...COST, password: spelling(password), salt: randomBytes(16), outputType: 'encoded' }));
  let nobody: Promise<string> | null = null;
  return {
    hash,
    verify: async (password, known) => {
      // Made before either kind is looked at, so that the first unknown name takes no longer than the second.
      const other = await (nobody ??= hash(randomBytes(32).toString('hex')));
      const right = await inTurn(() => argon2Verify({ password: spelling(password), hash: known ?? other }));
      return right && known !== null;
    },
  };
}

/** One password, however a keyboard composes it: macOS gives decomposed Hangul, Windows composed. */
function spelling(password: string): string {
  return password.normalize('NFKC');
}
