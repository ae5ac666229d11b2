import { seededRandom, type SeededRandom } from '../publish/seeded-random.ts';

/** The chance of the moment: what is drawn while a step runs belongs to that step, so that leaving another one out does not change it. */
export type Rng = () => SeededRandom;

export function rngOf(seed: number): { readonly rng: Rng; readonly restart: (seed: number) => void } {
  let current = seededRandom(seed);
  return {
    rng: () => current,
    restart: (next) => {
      current = seededRandom(next);
    },
  };
}

/** Ids in the form of UUIDs of version 7 that count up: the same schedule makes the same ones. */
export function idsOf(maker: number): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `018f5000-0000-7000-${(0x8000 + maker).toString(16)}-${made.toString(16).padStart(12, '0')}`;
  };
}
