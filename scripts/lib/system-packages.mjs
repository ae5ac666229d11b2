/** Debian packages: installed only where that needs no question, else the one command to run is named. */
import { existsSync } from 'node:fs';
import { Problem } from './console.mjs';
import { findProgram, run, tail } from './run.mjs';

const quiet = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];

/** Whether this is a system with Debian's package tools. */
function isDebianLike() {
  return process.platform === 'linux' && existsSync('/etc/debian_version') && Boolean(findProgram('apt-get'));
}

/** The words before `apt-get` that let it work without asking: none as root, `sudo -n`; `undefined` when it would ask. */
async function privilege() {
  if (process.getuid?.() === 0) return [];
  if (!findProgram('sudo')) return undefined;
  const asked = await run('sudo', ['-n', 'true'], { timeout: 5000 });
  return asked.code === 0 ? ['sudo', '-n'] : undefined;
}

/** Whether {@link installPackages} could do its work here. */
export async function canInstallPackages() {
  return isDebianLike() && (await privilege()) !== undefined;
}

/**
 * Installs Debian packages, as root or with a sudo that does not ask.
 * @param {readonly string[]} names Debian 12 names; where a newer release has renamed a library (`…t64`, from the
 *   64-bit time_t transition), its new name is used
 * @param {string} why for the message, e.g. "Electron needs some system libraries"
 * @param {(text: string) => void} [report]
 * @throws {Problem} with the command to run by hand, when they cannot be installed from here
 */
export async function installPackages(names, why, report = () => {}) {
  if (!isDebianLike()) {
    throw new Problem(
      `${why}, and this is not a Debian-like system.`,
      `Install what corresponds to: ${names.join(' ')}`,
    );
  }
  const wanted = await currentNames(names);
  const command = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  const before = await privilege();
  if (before === undefined) throw new Problem(`${why}.`, `Run this, then try again:  sudo ${command}`);
  const apt = (args) => {
    const [program, ...rest] = [...before, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(program, rest, { onOutput: (text) => report(tail(text, 1).slice(0, 70)) });
  };
  let result = await apt(['install', ...quiet, ...wanted]);
  if (result.code !== 0) {
    // Usually the package lists are old or missing, as in a fresh container.
    await apt(['update', '-q']);
    const names2 = await currentNames(names);
    result = await apt(['install', ...quiet, ...names2]);
  }
  if (result.code !== 0) {
    throw new Problem(
      `${why}, and installing them failed:\n${tail(result.output)}`,
      `Run this, then try again:  ${command}`,
    );
  }
}

async function currentNames(names) {
  const renamed = names.map((name) => `${name}t64`);
  const known = await run('apt-cache', ['policy', ...renamed], { timeout: 20000 });
  return names.map((name) => (known.stdout.includes(`${name}t64:\n`) ? `${name}t64` : name));
}

/** Whether a Debian package is installed. */
export async function isInstalled(name) {
  const asked = await run('dpkg-query', ['-W', '-f', '${Status}', name], { timeout: 10000 });
  return asked.stdout === 'install ok installed';
}
