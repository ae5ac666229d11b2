/** Trees of files: placing cached ones in a checkout, hashing, one set-up at a time. */
import { constants, createReadStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Places a copy of a folder, by hard links where the file system allows it, so that many checkouts share one copy.
 * It appears at once or not at all: it is built beside the target and renamed.
 */
export async function placeTree(source, target) {
  const building = `${target}.new-${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await copyTree(source, building);
  await rm(target, { recursive: true, force: true });
  await rename(building, target);
}

async function copyTree(source, target) {
  await mkdir(target, { recursive: true });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) await copyTree(from, to);
    else if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
    else await linkOrCopy(from, to);
  }
}

async function linkOrCopy(from, to) {
  try {
    await link(from, to);
  } catch {
    // Another file system, or one without hard links.
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

/** Digest of a file's content, streamed; `encoding` is `hex` or `base64`. */
export async function hashFile(path, algorithm, encoding) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest(encoding);
}

/**
 * Digest over the content of the given files and folders (recursively, in a fixed order; missing ones count as such).
 * @param {string} base
 * @param {readonly string[]} names paths below `base`
 */
export async function hashTree(base, names) {
  const hash = createHash('sha256');
  const visit = async (path, name) => {
    let entries;
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (error) {
      hash.update(error.code === 'ENOTDIR' ? `file ${name}\n` : `missing ${name}\n`);
      if (error.code === 'ENOTDIR') hash.update(await readFile(path));
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      await visit(join(path, entry.name), `${name}/${entry.name}`);
    }
  };
  for (const name of names) await visit(join(base, name), name);
  return hash.digest('hex');
}

/** Size of all files below a folder, in bytes; 0 when there is none. Files that vanish meanwhile are left out. */
export async function treeSize(folder) {
  const { stat } = await import('node:fs/promises');
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
    if (!entry.isFile()) continue;
    // Node 20 names the folder `path`, newer ones `parentPath`.
    total += await stat(join(entry.parentPath ?? entry.path, entry.name)).then(
      (found) => found.size,
      () => 0,
    );
  }
  return total;
}

/**
 * Runs `work` while no other process holds the same lock file. A lock left by a dead process is taken over.
 * @template T
 * @param {string} path
 * @param {() => void} onWait called once when another process is at work
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  await mkdir(dirname(path), { recursive: true });
  let waited = false;
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
      // An empty file is one that is just being written.
      if (owner > 0 && !alive(owner)) {
        await rm(path, { force: true });
        continue;
      }
      if (!waited) onWait();
      waited = true;
      await pause(200);
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

function alive(pid) {
  if (existsSync('/proc/self')) return existsSync(`/proc/${pid}`);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
