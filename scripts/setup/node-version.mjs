/** Which Node this needs, said before anything else fails in a less clear way. */
import { Problem } from '../lib/console.mjs';

/**
 * Node 20.19, or 22.12 and later: what the build tools ask for (Vite 8: `^20.19.0 || >=22.12.0`).
 * @param {string} version as in `process.versions.node`
 */
export function supportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** @throws {Problem} when this Node is too old */
export function checkNode() {
  if (supportedNode(process.versions.node)) return;
  throw new Problem(
    `Sotong needs Node 20.19 or newer (22.12 or newer on Node 22); this is ${process.versions.node}.`,
    'Install a current Node from https://nodejs.org or your package manager, then run the same command again.',
  );
}
