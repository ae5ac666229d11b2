/**
 * Reads ZIP archives without any dependency: setup runs before there are packages, and must not need `unzip`.
 * Covers what Electron's archives use: stored and deflated entries, Unix modes, symbolic links; no ZIP64 and no
 * encryption (both are refused). Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, symlink } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/**
 * Unpacks an archive.
 * @param {string} archive path of the ZIP file
 * @param {string} target folder, made when missing
 * @param {{ rename?: (name: string) => string | undefined, onProgress?: (done: number, total: number) => void }} [options]
 *   `rename` maps an entry's name to its path below `target` (`undefined` leaves it out); progress in packed bytes
 * @throws {Error} when the file is not such an archive, or an entry would be written outside of `target`
 */
export async function unzip(archive, target, options = {}) {
  const rename = options.rename ?? ((name) => name);
  const file = await open(archive, 'r');
  try {
    const entries = (await readDirectory(file))
      .map((entry) => ({ ...entry, path: rename(entry.name) }))
      .filter((entry) => entry.path !== undefined);
    const total = entries.reduce((sum, entry) => sum + entry.packed, 0);
    let done = 0;
    await mkdir(target, { recursive: true });
    for (const entry of entries) {
      const path = resolve(target, entry.path);
      if (path !== resolve(target) && !path.startsWith(resolve(target) + sep)) {
        throw new Error(`The archive has an entry outside of its folder: ${entry.name}`);
      }
      if (entry.name.endsWith('/')) {
        await mkdir(path, { recursive: true });
        continue;
      }
      await mkdir(dirname(path), { recursive: true });
      const data = await entryStream(file, archive, entry);
      if ((entry.mode & 0o170000) === 0o120000) {
        const parts = [];
        for await (const part of data) parts.push(part);
        await symlink(Buffer.concat(parts).toString('utf8'), path);
      } else {
        await pipeline(data, createWriteStream(path));
        if (entry.mode & 0o777) await chmod(path, entry.mode & 0o777);
      }
      done += entry.packed;
      options.onProgress?.(done, total);
    }
  } finally {
    await file.close();
  }
}

async function readDirectory(file) {
  const { size } = await file.stat();
  // The end record is 22 bytes and a comment of at most 65,535.
  const tailLength = Math.min(size, 22 + 65535);
  const tail = await readAt(file, size - tailLength, tailLength);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error('This is not a ZIP archive, or it is cut off.');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff) throw new Error('ZIP64 archives are not supported.');
  const directory = await readAt(file, start, length);
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('The archive has a damaged directory.');
    const flags = directory.readUInt16LE(at + 8);
    if (flags & 1) throw new Error('The archive is encrypted.');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function entryStream(file, archive, entry) {
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`Unknown packing method in the archive: ${entry.method}`);
  if (entry.packed === 0) return Readable.from([]);
  const header = await readAt(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== LOCAL_ENTRY) throw new Error(`The archive has a damaged entry: ${entry.name}`);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const raw = createReadStream(archive, { start, end: start + entry.packed - 1 });
  if (entry.method === 0) return raw;
  const inflate = createInflateRaw();
  raw.once('error', (error) => inflate.destroy(error));
  return raw.pipe(inflate);
}

async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The archive is cut off.');
  return buffer;
}
