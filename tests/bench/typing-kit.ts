/** What the typing part of the bench takes from the project's own TypeScript; built for plain Node by scripts/bench/bundle.mjs. */
export { createAutomaton, keysFor } from '../e2e/support/hangul-automaton.ts';
export { accountsTogether, storyId, variantId } from './core/ids.ts';
